import { baseName, folderOf } from './facts.ts';
import { remembered } from './remembered.ts';

/**
 * Files that GitHub Linguist leaves out of its statistics because nobody here wrote them: the parts of its vendor.yml,
 * documentation.yml and generated.rb that can be judged by a path, as plain names so that the check stays linear.
 */
const vendoredFolders = new Set([
  '3rdparty',
  'bower_components',
  'carthage',
  'deps',
  'external',
  'externals',
  'extern',
  'fontawesome',
  'godeps',
  'jspm_packages',
  'node_modules',
  'pods',
  'third-party',
  'third_party',
  'thirdparty',
  'vendor',
  'vendors',
  '_vendor',
  '.yarn',
  '.mvn',
  'gradle-wrapper',
]);

const documentationFolders = new Set(['docs', 'doc', 'documentation', 'javadoc', 'man', 'groovydoc']);

const generatedFolders = new Set([
  '__generated__',
  'generated',
  'dist',
  'build',
  'out',
  'coverage',
  '.next',
  '.nuxt',
  '.svelte-kit',
  'target',
  '__pycache__',
  '.dart_tool',
]);

const vendoredFiles = new Set([
  'gradlew',
  'gradlew.bat',
  'mvnw',
  'mvnw.cmd',
  'configure',
  'config.guess',
  'config.sub',
  'ltmain.sh',
  'install.sh.in',
  'ez_setup.py',
  'next-env.d.ts',
]);

const generatedEndings = [
  '.min.js',
  '.min.css',
  '-min.js',
  '.bundle.js',
  '.pb.go',
  '.pb.cc',
  '.pb.h',
  '_pb2.py',
  '_pb2_grpc.py',
  '_pb.js',
  '_pb.d.ts',
  '.g.dart',
  '.freezed.dart',
  '.g.cs',
  '.designer.cs',
  '.generated.ts',
  '.generated.js',
  '.gen.ts',
  '.gen.go',
  '_generated.go',
  '.js.map',
  '.css.map',
];

interface FolderTraits {
  readonly vendored: boolean;
  readonly generated: boolean;
  readonly documentation: boolean;
}

const traitsOf = remembered((folder: string): FolderTraits => {
  const parts = folder.toLowerCase().split('/');
  return {
    vendored: parts.some((part) => vendoredFolders.has(part)),
    generated: parts.some((part) => generatedFolders.has(part)),
    documentation: parts.some((part) => documentationFolders.has(part)),
  };
});

/** True when somebody else's code lies at the path (a copied library, a wrapper script). */
export function isVendored(path: string): boolean {
  return traitsOf(folderOf(path)).vendored || vendoredFiles.has(baseName(path).toLowerCase());
}

/** True when a tool wrote the file, judged by its name. */
export function isGenerated(path: string): boolean {
  if (traitsOf(folderOf(path)).generated) return true;
  const base = baseName(path).toLowerCase();
  return generatedEndings.some((ending) => base.endsWith(ending));
}

/** True for files that lie in a documentation folder. */
export function isDocumentation(path: string): boolean {
  return traitsOf(folderOf(path)).documentation;
}

/** True when Linguist would not count the file towards a language. */
export function isUncounted(path: string): boolean {
  return isVendored(path) || isDocumentation(path) || isGenerated(path);
}
