/** Endings of file names that people write in prompts. Top-level domains that are also endings (`sh`, `py`, `rs`) are taken for files. */
const extensions = new Set(
  (
    'ts tsx mts cts js jsx mjs cjs json jsonc json5 jsonl ndjson md mdx mdc markdown rst adoc txt text log csv tsv xml xsd xsl xslt html htm xhtml ' +
    'css scss sass less styl vue svelte astro py pyi pyx ipynb rb erb rake gemspec php phtml twig blade java kt kts scala groovy gradle clj cljs cljc edn ' +
    'go mod sum work rs c h cc cpp cxx hpp hh hxx ino m mm swift cs csx fs fsx fsi vb csproj fsproj vbproj sln slnx props targets razor cshtml xaml resx ' +
    'sh bash zsh fish ps1 psm1 psd1 bat cmd yml yaml toml ini cfg conf config properties env lock plist entitlements storyboard xib pbxproj xcconfig ' +
    'sql sqlite db prisma graphql gql proto thrift avsc parquet tf tfvars hcl nix bicep rego dockerfile mk cmake ninja bazel bzl star j2 jinja jinja2 tmpl tpl hbs ejs pug liquid njk mustache ' +
    'lua pl pm r rmd jl ex exs eex heex leex erl hrl hs lhs elm ml mli dart nim zig v sv vhd vhdl asm s f90 f95 f sol cairo move wat wasm gd tscn tres glsl hlsl vert frag wgsl shader ' +
    'png jpg jpeg gif svg webp avif ico bmp tiff mp3 mp4 wav ogg webm mov pdf doc docx xls xlsx ppt pptx odt zip tar gz tgz bz2 xz 7z jar war whl apk ipa dmg exe dll so dylib deb rpm ' +
    'ttf otf woff woff2 eot pem crt key cer p12 pfx jks patch diff snap map lcov tex bib org vim el lisp scm rkt prompt feature http rest po pot mo arb strings snippet ' +
    'spec service socket timer desktop editorconfig gitignore vsix nupkg ics eml tsbuildinfo har srt vtt fbx obj gltf glb blend unity prefab asset uasset psd ai sketch fig'
  ).split(' '),
);
extensions.delete('ai');
extensions.delete('asset');
extensions.delete('config');
extensions.delete('service');
extensions.delete('spec');

/** Names of files that have no ending. */
export const extensionlessNames: ReadonlySet<string> = new Set(
  (
    'Makefile GNUmakefile makefile Dockerfile Containerfile Gemfile Rakefile Procfile Vagrantfile Jenkinsfile Brewfile Justfile justfile ' +
    'Podfile Fastfile Appfile Cartfile Guardfile Berksfile Pipfile Tiltfile Earthfile Caddyfile Snakefile CODEOWNERS WORKSPACE SConstruct'
  ).split(' '),
);

/** Dot files by name; others count when their name ends in `rc` or `ignore` or in a known extension. */
const dotNames = new Set(
  (
    '.env .gitattributes .gitmodules .gitkeep .mailmap .editorconfig .htaccess .htpasswd .profile .bash_profile .zprofile .zshenv .nvmrc .node-version ' +
    '.python-version .ruby-version .tool-versions .github .vscode .claude .cursor .cursorrules .windsurfrules .clinerules .idea .devcontainer .husky .circleci .gitlab .git .ssh .aws .docker ' +
    '.config .cargo .npm .yarn .storybook .next .nuxt .changeset .agents .terraform .venv .whetstone .clang-format .clang-tidy'
  ).split(' '),
);

/** Abbreviations with the form of a file's name. */
const abbreviations = new Set(['p.m', 'a.m', 'i.m', 'p.r', 'b.c', 'd.c', 'u.s', 'e.v']);

/** Products whose names look like file names. */
const productNames = new Set(
  (
    'node.js next.js vue.js nuxt.js react.js express.js three.js d3.js chart.js p5.js nest.js ember.js backbone.js angular.js alpine.js solid.js ' +
    'moment.js day.js socket.io discord.js electron.js adonis.js koa.js fastify.js gatsby.js remix.js preact.js knex.js sails.js meteor.js ' +
    'babylon.js video.js anime.js handlebars.js require.js underscore.js bun.sh deno.land asp.net vb.net ml.net vite.js plotly.js leaflet.js tensorflow.js paper.js matter.js pixi.js phaser.js monaco.js transformers.js lit.js'
  ).split(' '),
);

/** Folders that lie at the top of nearly every repository; `src/core` is a path, `input/output` is not. */
export const sourceFolders: ReadonlySet<string> = new Set(
  'src lib libs packages apps internal cmd pkg crates node_modules dist vendor scripts components pages modules .github .vscode .claude .cursor .agents'.split(
    ' ',
  ),
);

/** Folders whose names are everyday words: they make a path only together with another sign. */
export const commonFolders: ReadonlySet<string> = new Set(
  'test tests spec specs docs doc app server client config configs public static assets api examples tools bin web backend frontend core utils util helpers services hooks models views controllers migrations templates styles types fixtures features include resources android ios plugins store routes middleware e2e infra deploy build'.split(
    ' ',
  ),
);

/** True for a single path segment that is a file's name: `cli.py`, `Makefile`, `.gitignore`; false for `Node.js`, `1.2.md3`, `.ts`. */
export function isFileName(segment: string): boolean {
  if (segment.length > 200 || productNames.has(segment.toLowerCase())) return false;
  if (abbreviations.has(segment.toLowerCase())) return false;
  if (extensionlessNames.has(segment)) return true;
  if (segment.startsWith('.')) return isDotName(segment);
  const dot = segment.lastIndexOf('.');
  if (dot <= 0 || dot === segment.length - 1)
    return extensionlessNames.has(segment.slice(0, Math.max(dot, 0)));
  const extension = segment.slice(dot + 1);
  const stem = segment.slice(0, dot);
  if (extensionlessNames.has(stem) && /^[a-z]+$/.test(extension)) return true;
  if (stem.endsWith('.env') || stem === '.env') return true;
  return hasKnownExtension(extension) && /[\p{L}\p{N}_*]/u.test(stem) && !/^v?\d+(?:\.\d+)*$/.test(stem);
}

function hasKnownExtension(extension: string): boolean {
  return extensions.has(extension) || (extension.length > 1 && extensions.has(extension.toLowerCase()));
}

function isDotName(segment: string): boolean {
  const name = segment.slice(1);
  if (!/^[A-Za-z][\w.-]*$/.test(name)) return false;
  if (dotNames.has(segment)) return true;
  if (segment.startsWith('.env.')) return true;
  if (/^[a-z][a-z-]{2,}(?:rc|ignore)$/.test(name)) return true;
  const dot = name.lastIndexOf('.');
  return dot > 0 && hasKnownExtension(name.slice(dot + 1));
}

/** Endings of host names that are no endings of files. */
export const topLevelDomains: ReadonlySet<string> = new Set(
  'com org net io dev app ai co edu gov info biz xyz cloud tech online site me tv gg uk us eu fr nl it es pt br ru jp cn kr in ca au ch at se no dk fi be local localhost internal test'.split(
    ' ',
  ),
);
