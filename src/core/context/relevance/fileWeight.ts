import { isTestFile } from '../conventions.ts';
import { baseName, isSample } from '../facts.ts';
import { languageOf } from '../languages.ts';
import { isGenerated, isVendored } from '../vendored.ts';
import type { PromptTerms } from './promptTerms.ts';

const lockFiles =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|[\w.-]+\.lock|go\.sum|Cargo\.lock|composer\.lock|Gemfile\.lock)$/;
const pictures =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|svg|woff2?|ttf|otf|eot|mp[34]|wav|ogg|webm|mov|pdf|zip|gz|jar|wasm|exe|dll|so|dylib)$/i;
const documents = /\.(?:md|mdx|rst|adoc|txt)$/i;
const styles = /\.(?:css|scss|sass|less|styl)$/i;

/** No weight is above it. */
export const greatestWeight = 1.15 * 1.1;

/**
 * How likely a file of this kind is what has to be changed, 0-1. A weight is no reason: it only orders files that have one.
 */
export function fileWeight(path: string, terms: PromptTerms): number {
  const base = baseName(path);
  if (lockFiles.test(base) || isVendored(path) || isGenerated(path)) return 0.1;
  if (pictures.test(base)) return 0.3;
  let weight = 1;
  if (isTestFile(path)) weight *= terms.about.tests ? 1.15 : 0.6;
  if (isSample(path)) weight *= 0.5;
  if (documents.test(base)) weight *= terms.about.documentation ? 1.1 : 0.45;
  else if (styles.test(base)) weight *= terms.about.style ? 1.1 : 0.75;
  else if (languageOf(path) === null) weight *= 0.7;
  if (/(?:^|\/)(?:migrations?|versions)\//.test(path)) weight *= terms.about.schema ? 1 : 0.5;
  return weight;
}
