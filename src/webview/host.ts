interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The one handle to VS Code that a webview may ask for, once. */
export const host: WebviewApi = acquireVsCodeApi();
