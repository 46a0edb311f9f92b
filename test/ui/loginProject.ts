/** A small project with a vague prompt in it; there is something to say about its login. */
export const loginProject: Readonly<Record<string, string>> = {
  'login.prompt.md': 'fix the login bug\n',
  'cart.prompt.md': 'the cart total is wrong\n',
  'package.json': JSON.stringify({
    name: 'sample',
    scripts: { test: 'vitest run', lint: 'eslint .' },
    devDependencies: { typescript: '5.9.0', vitest: '3.2.0' },
  }),
  'README.md': '# Sample\n\nA shop with a login.\n',
  'AGENTS.md': '# Rules\n\n- Run `npm test` before you finish.\n',
  'src/auth/login.ts': 'export function logIn(name: string): boolean {\n  return name.length > 0;\n}\n',
  'src/auth/login.test.ts': "import { logIn } from './login';\n",
  'src/cart/total.ts': 'export const total = (prices: number[]): number => prices.length;\n',
};
