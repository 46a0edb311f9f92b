import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { TemplateKey } from '../../core/library/templateVersions.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

const scheme = 'whetstone-template';

const queryShape = z.object({ place: z.string(), id: z.string(), version: z.nullable(z.number()) });

/** The address of a version's text, read-only; `version` null: the template as it is, for those that cannot be changed. */
export function versionUri({ id, place }: TemplateKey, version: number | null): vscode.Uri {
  const name = version === null ? id : `${id} v${version}`;
  return vscode.Uri.from({
    scheme,
    path: `/${name}.prompt`,
    query: JSON.stringify({ place, id, version }),
  });
}

/** A text that is on no disk, for the side of a diff. */
export function shownUri(name: string, text: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${name}`, fragment: text });
}

/** The text behind an address that `versionUri` or `shownUri` made. */
export async function textBehind(library: TemplateLibrary, uri: vscode.Uri): Promise<string> {
  if (uri.query === '') return uri.fragment;
  const { version, ...key } = queryShape.parse(JSON.parse(uri.query));
  if (version !== null) return (await library.history.read(key, version)).text;
  return (await library.read(key.id, new AbortController().signal)).template.source;
}
