/**
 * Which names and endings belong to which language: one line a language, `*` marks markup. Names, endings and file names are
 * those of GitHub Linguist (data of linguist-languages 9.5.0, MIT); only languages that Linguist counts (programming and markup),
 * dialects under their group (TSX under TypeScript). An ending that several languages share stands with the commonest one;
 * docs/decisions/0030-language-table.md says how that was decided.
 */
export const languageTable = `
1C Enterprise: .bsl .os
4D: .4dm
ABAP: .abap
ABAP CDS: .asddls
AIDL: .aidl
AL: .al
ALGOL: .alg
AMPL: .ampl
ANTLR: .g4
API Blueprint*: .apib
APL: .apl .dyalog
ASL: .asl .dsl
ASP.NET: .asax .ascx .ashx .asmx .aspx .axd
ATS: .dats .hats .sats
ActionScript: .as
Ada: .adb .ada .ads
Agda: .agda .lagda
Aiken: .ak
Aleo: .aleo
Alloy: .als
AngelScript: .angelscript
Antlers*: .antlers.html .antlers.php .antlers.xml
Apex: .cls .apex .trigger
AppleScript: .applescript .scpt
Arc: .arc
AspectJ: .aj
Assembly: .agc .asm .a51 .nas .nasm .s .x68
Astro*: .astro
Asymptote: .asy
Augeas: .aug
AutoHotkey: .ahk .ah1 .ah2 .ahkl
AutoIt: .au3
Awk: .awk .auk .gawk .mawk .nawk
B (Formal Method): .mch
BAML: .baml
BASIC: .bas
BBCode*: .bbcode
BQN: .bqn
Ballerina: .bal
Batchfile: .bat .cmd gradlew.bat mvnw.cmd
Befunge: .befunge
Berry: .be
Bicep: .bicep .bicepparam
BitBake: .bb .bbappend .bbclass
Blade*: .blade .blade.php
BlitzBasic: .decls
BlitzMax: .bmx
Blueprint*: .blp
Bluespec: .bsv
Boo: .boo
Boogie: .bpl
Brainfuck: .bf
BrighterScript: .bs
Brightscript: .brs
Bru*: .bru
C: .c .cats .h .h.in .idc .opencl .upc
C#: .cs .cake .cs.pp .csx .linq
C++: .cpp .c++ .cc .cp .cppm .cxx .h++ .hh .hpp .hxx .inl .ino .ipp .ixx .tcc .tpp .txx
C3: .c3
CAP CDS: .cds
CLIPS: .clp
CMake: .cmake .cmake.in CMakeLists.txt
COBOL: .cob .cbl .ccp .cobol .cpy
CQL: .cql
CSS*: .css .pcss .postcss
CUE: .cue
Cadence: .cdc
Cairo: .cairo
Cangjie: .cj
Cap'n Proto: .capnp
Carbon: .carbon
CartoCSS: .mss
Ceylon: .ceylon
Chapel: .chpl
ChucK: .ck
Circom: .circom
Cirru: .cirru
Clarion: .clw
Clarity: .clar
Classic ASP: .asp
Clean: .icl .dcl
Click: .click
Clojure: .clj .boot .cl2 .cljc .cljs .cljs.hl .cljscm .cljx .hic riemann.config
Closure Templates*: .soy
Clue: .clue
CodeQL: .ql .qll
CoffeeScript: .coffee ._coffee .cjsx .coffee.erb .iced Cakefile .litcoffee .coffee.md
ColdFusion: .cfm .cfml .cfc
Common Lisp: .lisp .asd .cl .lsp .ny .podsl .sexp
Common Workflow Language: .cwl
Component Pascal: .cps
Cooklang*: .cook
Crystal: .cr
Csound: .orc .udo
Csound Document: .csd
Csound Score: .sco
Cuda: .cu .cuh
Curry: .curry
Cycript: .cy
Cypher: .cyp .cypher
Cython: .pyx .pxd .pxi
D: .d .di
D2*: .d2
DIGITAL Command Language: .com
DM: .dm
Dafny: .dfy
Dart: .dart
Daslang: .das
DataWeave: .dwl
Dhall: .dhall
Dockerfile: .dockerfile .containerfile Containerfile Dockerfile
Dogescript: .djs
Dune: dune-project
Dylan: .dylan .dyl .intr .lid
ECL: .ecl .eclxml
EJS*: .ejs .ect .ejs.t .jst
EQ: .eq
Earthly: Earthfile
Edge*: .edge
EdgeQL: .edgeql .esdl
Eiffel: .e
Elixir: .ex .exs mix.lock
Elm: .elm
Elvish: .elv
Emacs Lisp: .el .emacs .emacs.desktop .abbrev_defs .gnus .spacemacs .viper Cask Eask Project.ede _emacs abbrev_defs
EmberScript: .em .emberscript
Erlang: .erl .app .app.src .escript .hrl .xrl .yrl Emakefile rebar.config rebar.config.lock rebar.lock
F#: .fs .fsi .fsx
F*: .fst .fsti
FIRRTL: .fir
FLUX: .flux
FPP: .fppi
Factor: .factor .factor-boot-rc .factor-rc
Fancy: .fy .fancypack Fakefile
Fantom: .fan
Fennel: .fnl
Flix: .flix
Forth: .fth .4th .forth .frt .muf
Fortran: .f .f77 .for .fpp .f90 .f03 .f08 .f95
FreeBASIC: .bi
FreeMarker: .ftl .ftlh
Futhark: .fut
G-code: .cnc .gco .gcode
GAML: .gaml
GAMS: .gms
GAP: .gap .gi
GDB: .gdb .gdbinit
GDScript: .gd
GDShader: .gdshader .gdshaderinc
GLSL: .glsl .fp .frag .frg .fsh .fshader .geo .geom .glslf .glslv .gshader .rchit .rmiss .tesc .tese .vert .vrx .vs .vsh .vshader
GSC: .gsc .csc .gsh
Game Maker Language: .gml
Genero 4gl: .4gl
Genero per*: .per
Genshi: .kid
Gherkin: .feature .story
Gleam: .gleam
Glyph: .glf
Gno: .gno
Gnuplot: .gp .gnu .gnuplot .plot
Go: .go
Go Template*: .gohtml .gotmpl .html.tmpl .tmpl _helpers.tpl
Golo: .golo
Gosu: .gsx .vark
Grace: .grace
Grammatical Framework: .gf
Groovy: .groovy .grt .gtpl .gvy Jenkinsfile .gsp
HCL: .hcl .nomad .tf .tfvars .tofu .tftpl
HIP: .hip
HLSL: .hlsl .cginc .fx .fxh .hlsli
HTML*: .html .hta .htm .html.hl .xht .xhtml .ecr .html.eex .heex .leex .erb .erb.deface .rhtml .phtml .cshtml .razor
Hack: .hack .hhi
Haml*: .haml .haml.deface
Handlebars*: .handlebars .hbs
Harbour: .hb
Hare: .ha
Haskell: .chs .hs .hs-boot .hsc .lhs
Haxe: .hx .hxsl
HiveQL: .hql
HolyC: .hc
Hurl: .hurl
Hy: .hy
IDL: .dlm
IGOR Pro: .ipf
IL Assembly: .il
ISPC: .ispc
Idris: .idr .lidr
ImHex Pattern Language: .hexpat
ImageJ Macro: .ijm
Imba: .imba
Inform 7: .ni .i7x
Ink: .ink
Inno Setup: .iss .isl
Io: .io
Ioke: .ik
Isabelle: .thy ROOT
J: .ijs
JCL: .jcl
Jac: .jac
Jai: .jai
Janet: .janet
Java: .java .jav .jsh .jsp .tag .jte
JavaScript: .gjs .js ._js .bones .cjs .es .es6 .gs .jake .javascript .jsb .jscad .jsfl .jslib .jsm .jspre .jss .jsx .mjs .njs .pac .sjs .ssjs .xsjs .xsjslib Jakefile .js.erb
JetBrains MPS: .mpl .msd
Jinja*: .jinja .j2 .jinja2
Jolie: .ol .iol
Jsonnet: .jsonnet .libsonnet
Julia: .jl
Jupyter Notebook*: .ipynb Notebook
Just: .just .JUSTFILE .Justfile .justfile JUSTFILE Justfile justfile
KCL: .k kcl.mod kcl.mod.lock
KRL: .krl
Kaitai Struct: .ksy
KakouneScript: .kak kakrc
Kit*: .kit
Koka: .kk
Kotlin: .kt .ktm .kts
LFE: .lfe
LLVM: .ll
LOLCODE: .lol
LSL: .lsl .lslp
LabVIEW: .lvproj .lvclass .lvlib
Langium: .langium
Lasso: .lasso .las .lasso8 .lasso9
Latte*: .latte
Lean: .lean .hlean
Leo: .leo
Less*: .less
Lex: .flex .jflex .jisonlex .l .lex Lexer.x lexer.x
LigoLANG: .mligo .ligo .religo
LilyPond: .ly .ily
Linker Script: .ld .lds ld.script
Liquid*: .liquid
Liquidsoap: .liq
LiveCode Script: .livecodescript
LiveScript: .ls ._ls Slakefile
Lobster: .lobster
Logos: .xm .xi
Logtalk: .lgt .logtalk
LookML: .lkml .lookml
Lua: .lua .nse .p8 .pd_lua .rbxs .rockspec .wlua .luacheckrc
Luau: .luau
M: .mumps
M4: .m4 configure.ac
MATLAB: .matlab
MAXScript: .mcr
MDX*: .mdx
MLIR: .mlir
MQL4: .mq4
MQL5: .mq5 .mqh
MTML*: .mtml
Macaulay2: .m2
Makefile: .mak .make .makefile .mk .mkfile BSDmakefile GNUmakefile Kbuild Makefile Makefile.am Makefile.boot Makefile.frag Makefile.in Makefile.inc Makefile.pc Makefile.wat makefile makefile.sco mkfile
Mako: .mako .mao
Marko*: .marko
Max: .maxpat .maxhelp .maxproj .mxt .pat
MeTTa: .metta
Mermaid*: .mmd .mermaid
Meson: meson.build meson_options.txt
Metal: .metal
MiniD: .minid
MiniZinc: .mzn
Mint: .mint
Mirah: .druby .duby .mirah
Modelica: .mo
Modula-3: .i3 .ig .m3 .mg
Module Management System: .mms .mmk descrip.mmk descrip.mms
Mojo: .mojo
Monkey: .monkey .monkey2
Monkey C: .mc
MoonBit: .mbt
MoonScript: .moon
Move: .move
Mustache*: .mustache
Myghty: .myt
NASL: .nasl
NSIS: .nsi .nsh
NWScript: .nss
Nearley: .ne .nearley
NetLinx: .axs .axi
NetLinx+ERB: .axs.erb .axi.erb
NetLogo: .nlogo
Nextflow: .nf nextflow.config
Nickel: .ncl
Nim: .nim .nim.cfg .nimble .nimrod .nims nim.cfg
Nit: .nit
Nix: .nix
Noir: .nr
Nu: Nukefile
Nunjucks*: .njk
Nushell: .nu
OCaml: .ml .eliom .eliomi .ml4 .mli .mll .mly
OMNeT++ NED: .ned
Oberon: .ob2
Objective-C: .m
Objective-C++: .mm
Objective-J: .j .sj
Odin: .odin
Omgrofl: .omgrofl
Opa: .opa
Opal: .opal
Open Policy Agent: .rego
OpenEdge ABL: .p
OpenQASM: .qasm
OpenSCAD: .scad
OverPy: .opy
OverpassQL: .overpassql
Ox: .ox .oxh .oxo
Oxygene: .oxygene
Oz: .oz
P4: .p4
PDDL: .pddl
PEG.js: .pegjs .peggy
PHP: .php .aw .ctp .inc .php3 .php4 .php5 .phps .phpt .php_cs .php_cs.dist Phakefile
PLSQL: .pls .bdy .fnc .pck .pkb .pks .plb .plsql .spc .tpb .tps .trg .vw
PLpgSQL: .pgsql
POV-Ray SDL: .pov
Pact: .pact
Pan: .pan
Papyrus: .psc
Parrot: .parrot .pasm .pir
Pascal: .pas .dfm .dpr .lpr .pascal
Pawn: .pwn .sma
Pep8: .pep
Perl: .pl .cgi .perl .ph .plx .pm .psgi .t .latexmkrc Makefile.PL Rexfile ack cpanfile latexmkrc
PigLatin: .pig
Pike: .pike .pmod
PogoScript: .pogo
Polar: .polar
Pony: .pony
Portugol: .por
PostScript*: .ps .eps .epsi .pfa
Power Query: .pq
PowerBuilder: .sra .sru .srw
PowerShell: .ps1 .psd1 .psm1
Praat: .praat
Processing: .pde
Procfile: Procfile
Prolog: .prolog .yap
Promela: .pml
Propeller Spin: .spin
Pug*: .jade .pug
Puppet: .pp Modulefile
PureBasic: .pb .pbi
PureScript: .purs
Pyret: .arr
Python: .numpy .numpyw .numsc .py .gyp .gypi .lmi .py3 .pyde .pyi .pyp .pyt .pyw .tac .wsgi .xpy .gclient DEPS SConscript SConstruct wscript .smk .snakefile Snakefile
Q#: .qs
QML: .qml .qbs
QMake: .pro .pri
Qt Script: installscript.qs toolchain_installscript.qs
Quake: m3makefile m3overrides
QuakeC: .qc
Quint: .qnt
R: .r .rd .rhistory .rsx .Rapp.history .Rhistory .Rprofile expr-dist
RAML*: .raml
RAScript: .rascript
REALbasic: .rbbas .rbfrm .rbmnu .rbres .rbtbar .rbuistate
REXX: .rexx .pprx .rex
RPGLE: .rpgle .sqlrpgle
RUNOFF*: .rnh
Racket: .rkt .rktd .rktl .scrbl
Ragel: .rl
Raku: .6pl .6pm .nqp .p6 .p6l .p6m .pl6 .pm6 .raku .rakumod
ReScript: .res .resi
Reason: .re .rei
Rebol: .reb .r2 .r3 .rebol
Red: .red
Redcode: .cw
Redscript: .reds
Ren'Py: .rpy
RenderScript: .rsh
Rhai: .rhai
Rich Text Format*: .rtf
Ring: .ring
Riot*: .riot
RobotFramework: .robot .resource
Roc: .roc
Rocq Prover: .coq
Roff*: .pic .chem .roff .1 .1in .1m .1x .2 .3 .3in .3m .3p .3pm .3qt .3x .4 .5 .6 .7 .8 .9 .man .mdoc .me .tmac eqnrc mmn mmt troffrc troffrc-end
Rouge: .rg
Ruby: .rb .builder .eye .gemspec .god .jbuilder .mspec .pluginspec .podspec .prawn .rabl .rake .rbi .rbuild .rbw .rbx .ru .ruby .thor .watchr .irbrc .pryrc .simplecov Appraisals Berksfile Brewfile Buildfile Capfile Dangerfile Deliverfile Fastfile Gemfile Guardfile Jarfile Mavenfile Podfile Puppetfile Rakefile Snapfile Steepfile Thorfile Vagrantfile buildfile
Rust: .rs .rs.in
SAS: .sas
SCSS*: .scss
SMT: .smt2 .smt .z3
SQF: .sqf .hqf
SQLPL: .db2
SWIG: .swg .swig
Sage: .sage .sagews
Sail: .sail
Salt: .sls
Sass*: .sass
Scala: .scala .kojo .sbt .sc
Scaml*: .scaml
Scenic: .scenic
Scheme: .scm .sld .sps .ss
Scilab: .sci .sce
Self: .self
ShaderLab: .shader
Shell: APKBUILD .ebuild .eclass .sh .bash .bats .command .ksh .pacscript .sbatch .sh.in .slurm .tmux .tool .zsh .zsh-theme .bash_aliases .bash_functions .bash_history .bash_logout .bash_profile .bashrc .cshrc .envrc .flaskenv .kshrc .login .profile .tmux.conf .xinitrc .xsession .zlogin .zlogout .zprofile .zshenv .zshrc 9fs PKGBUILD bash_aliases bash_logout bash_profile bashrc cshrc gradlew kshrc login man mvnw profile tmux.conf xinitrc xsession zlogin zlogout zprofile zshenv zshrc .tcsh .csh .fish
ShellSession: .sh-session
Shen: .shen
Sieve: .sieve
Singularity: Singularity
Slang: .slang
Slash: .sl
Slim*: .slim
Slint*: .slint
SmPL: .cocci
Smali: .smali
Smalltalk: .st
Smarty: .tpl
Smithy: .smithy
Solidity: .sol
SourcePawn: .sp
Squirrel: .nut
Stan: .stan
Standard ML: .fun .sig .sml
Starlark: .bzl .star BUCK BUILD BUILD.bazel MODULE.bazel Tiltfile WORKSPACE WORKSPACE.bazel WORKSPACE.bzlmod
Stata: .do .ado .doh .ihlp .mata .matah .sthlp
Stylus*: .styl
SugarSS*: .sss
SuperCollider: .scd
SurrealQL: .surql
Svelte*: .svelte
Sway: .sw
Swift: .swift
SystemVerilog: .sv .svh .vh
TI Program: .8xp .8xp.txt
TL-Verilog: .tlv
TLA: .tla
TXL: .txl
Tact: .tact
Talon: .talon
Tape: .tape
Tcl: .tcl .adp .sdc .tcl.in .tm .xdc owh starfield
TeX*: .bib .bibtex .tex .aux .bbx .cbx .dtx .ins .lbx .ltx .mkii .mkiv .mkvi .sty
Tea*: .tea
Teal: .tl
Thrift: .thrift
Toit: .toit
Tolk: .tolk
Turing: .tu
Twig*: .twig
TypeScript: .gts .tsx .ts .cts .mts
TypeSpec: .tsp
Typst: .typ
Uno: .uno
UnrealScript: .uc
Untyped Plutus Core: .uplc
UrWeb: .ur .urs
VBA: .vba
VBScript: .vbs
VCL: .vcl
VHDL: .vhdl .vhd .vhf .vhi .vho .vhs .vht .vhw
Vala: .vala .vapi
Velocity Template Language*: .vtl
Vento*: .vto
Verilog: .v .veo
Verse: .verse
Vim Snippet*: .snip .snippet .snippets
Vim script: .vim .vimrc .vmb .exrc .gvimrc .nvimrc _vimrc gvimrc nvimrc vimrc
Visual Basic .NET: .vb .vbhtml
Visual Basic 6.0: .ctl .dsr
Volt: .volt
Vue*: .vue
Vyper: .vy
WDL: .wdl
WGSL: .wgsl
WebAssembly: .wast .wat
WebIDL: .webidl
Whiley: .whiley
Witcher Script: .ws
Wolfram Language: .mathematica .cdf .ma .mt .nb .nbp .wl .wls .wlt
Wollok: .wlk
Wren: .wren
X10: .x10
XC: .xc
XProc: .xpl .xproc
XQuery: .xquery .xq .xql .xqm .xqy
XS: .xs
XSLT: .xslt .xsl
Xmake: xmake.lua
Xojo: .xojo_code .xojo_menu .xojo_report .xojo_script .xojo_toolbar .xojo_window
Xonsh: .xsh
Xtend: .xtend
YARA: .yar .yara
YASnippet*: .yasnippet
Yacc: .bison .jison .y .yacc .yy
Yul: .yul
ZAP: .zap .xzap
ZIL: .zil .mud
Zeek: .zeek .bro
ZenScript: .zs
Zephir: .zep
Zig: .zig .zig.zon
Zimpl: .zimpl .zmpl .zpl
eC: .ec .eh
hoon: .hoon
jq: .jq
kvlang*: .kv
mIRC Script: .mrc
mcfunction: .mcfunction
mdsvex*: .svx
mupad: .mu
nesC: .nc
ooc: .ooc
q: .q
sed: .sed
templ*: .templ
wisp: .wisp
xBase: .prg .prw
`;
