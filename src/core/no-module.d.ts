// Stands in for `vscode` and `node:*` inside src/core, so that importing a name from them is a type error there.
export {};
