import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page of a webview: nothing may load but the one script and the one style sheet named here (CSP `default-src 'none'` + nonce).
 *
 * @param webview whose `localResourceRoots` hold both files
 * @param page `script` and `style` as URIs on disk, `title` for screen readers
 */
export function webviewPage(
  webview: vscode.Webview,
  page: { readonly script: vscode.Uri; readonly style: vscode.Uri; readonly title: string },
): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource};`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(webview.asWebviewUri(page.style).toString())}">
<title>${escaped(page.title)}</title>
</head>
<body>
<main></main>
<script type="module" nonce="${nonce}" src="${escaped(webview.asWebviewUri(page.script).toString())}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
