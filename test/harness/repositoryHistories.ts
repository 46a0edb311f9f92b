/** The fixture repositories under test/fixtures/repositories. */
export const repositoryNames = ['storefront', 'ledger-api', 'tasktide'] as const;

export type RepositoryName = (typeof repositoryNames)[number];

/** One commit of a fixture's history. A file comes into being with the first commit that lists it. */
export interface HistoryCommit {
  readonly message: string;
  /** Files and folders whose final content is in the commit. */
  readonly paths: readonly string[];
  /** Files that are committed in an earlier form: a passage of the final content and what stood in its place. */
  readonly earlier?: Readonly<Record<string, { readonly now: string; readonly formerly: string }>>;
}

/** Oldest first; after the last commit the work tree equals the fixture. */
export const repositoryHistories: Readonly<Record<RepositoryName, readonly HistoryCommit[]>> = {
  storefront: [
    {
      message: 'Start the shop with a catalogue and pages',
      paths: [
        'README.md',
        'package.json',
        'tsconfig.json',
        '.gitignore',
        '.env.example',
        'eslint.config.js',
        'public',
        'src/config.ts',
        'src/server.ts',
        'src/money.ts',
        'src/catalog/products.ts',
        'src/views/layout.ts',
        'src/views/productPage.ts',
        'tests/money.test.ts',
      ],
    },
    {
      message: 'Add login with sessions and hashed passwords',
      paths: [
        'src/auth/password.ts',
        'src/auth/session.ts',
        'src/auth/users.ts',
        'src/middleware/loadSession.ts',
        'src/middleware/requireUser.ts',
        'src/routes/authRoutes.ts',
        'src/views/loginPage.ts',
        'tests/auth/session.test.ts',
      ],
      earlier: {
        'src/auth/login.ts': { now: '  failedLogins.check(input.email);\n', formerly: '' },
        'src/auth/session.ts': {
          now: 'if (!session || session.expiresAt < Date.now()) return null;',
          formerly: 'if (!session) return null;',
        },
      },
    },
    {
      message: 'Add the cart and its page',
      paths: [
        'src/cart/cartStore.ts',
        'src/routes/cartRoutes.ts',
        'src/views/cartPage.ts',
        'tests/cart/cart.test.ts',
      ],
      earlier: {
        'src/cart/cart.ts': {
          now: '  return cart.discount ? applyDiscount(sum, cart.discount) : sum;',
          formerly: '  return sum;',
        },
      },
    },
    {
      message: 'Write down the rules for agents and run the checks in CI',
      paths: ['AGENTS.md', '.github', 'docs/architecture.md'],
    },
    {
      message: 'Take discount codes in the cart',
      paths: ['src/cart/cart.ts', 'src/cart/discounts.ts'],
    },
    {
      message: 'Place orders: address, payment, confirmation e-mail',
      paths: ['src/checkout', 'src/orders', 'src/email', 'src/routes/checkoutRoutes.ts', 'tests/checkout'],
      earlier: {
        'src/checkout/placeOrder.ts': {
          now: "  await sendOrderConfirmation(order).catch((error: unknown) => console.error('confirmation failed', error));\n",
          formerly: '  await sendOrderConfirmation(order);\n',
        },
      },
    },
    {
      message: 'Search the catalogue',
      paths: ['src/catalog/search.ts', 'src/routes/productRoutes.ts', 'tests/catalog/search.test.ts'],
    },
    {
      message: 'Lock an account for 15 minutes after five failed logins',
      paths: ['src/auth/login.ts', 'src/auth/failedLogins.ts', 'src/middleware/errorHandler.ts'],
    },
    {
      message: 'Keep the order when the confirmation e-mail fails',
      paths: ['src/checkout/placeOrder.ts', 'docs/checkout-flow.md'],
    },
    {
      message: 'Let sessions expire after a week',
      paths: ['src/auth/session.ts', 'tests/auth/login.test.ts'],
    },
    { message: 'Describe the routes', paths: ['docs/routes.md', 'src/app.ts'] },
    { message: 'Fake the payment service in tests', paths: ['tests/support'] },
  ],
  'ledger-api': [
    {
      message: 'Set up FastAPI, SQLAlchemy and Alembic',
      paths: [
        'README.md',
        'pyproject.toml',
        'uv.lock',
        '.gitignore',
        '.env.example',
        'alembic.ini',
        'app/__init__.py',
        'app/main.py',
        'app/settings.py',
        'app/database.py',
        'migrations/env.py',
        'app/models/base.py',
      ],
    },
    {
      message: 'Add accounts',
      paths: [
        'app/models/account.py',
        'app/schemas/account.py',
        'app/schemas/__init__.py',
        'app/services/accounts.py',
        'app/services/__init__.py',
        'app/api/accounts.py',
        'app/api/__init__.py',
        'migrations/versions/0001_accounts.py',
        'tests/conftest.py',
      ],
      earlier: {
        'app/models/account.py': {
          now: '    archived: Mapped[bool] = mapped_column(default=False)\n',
          formerly: '',
        },
      },
    },
    {
      message: 'Post balanced transactions',
      paths: [
        'app/models',
        'app/schemas/transaction.py',
        'app/services/posting.py',
        'app/api/transactions.py',
        'migrations/versions/0002_transactions.py',
        'tests/services',
      ],
      earlier: {
        'app/services/posting.py': {
          now: '        reverses_id=original.id,\n',
          formerly: '',
        },
      },
    },
    {
      message: 'Give all errors one shape',
      paths: ['app/api/errors.py', 'app/services/posting.py', 'docs/bookkeeping.md'],
    },
    { message: 'Require a bearer token', paths: ['app/api/authentication.py'] },
    {
      message: 'Report monthly totals by account',
      paths: ['app/reports/__init__.py', 'app/reports/monthly.py', 'app/api/reports.py', 'tests/reports'],
    },
    {
      message: 'Compute the balance of an account on a day',
      paths: ['app/services/balances.py', 'docs/api.md'],
    },
    { message: 'Write notes for agents', paths: ['AGENTS.md', 'Makefile'] },
    {
      message: 'Archive accounts instead of deleting them',
      paths: ['migrations/versions/0003_archived_accounts.py', 'tests/api'],
    },
    {
      message: 'Stream the CSV export of postings',
      paths: ['app/reports/csv_export.py', 'app/api/exports.py'],
    },
    { message: 'Build a container image', paths: ['Dockerfile'] },
  ],
  tasktide: [
    {
      message: 'Add, list and finish tasks',
      paths: [
        'README.md',
        'go.mod',
        'go.sum',
        '.gitignore',
        'cmd',
        'internal/command/add.go',
        'internal/command/list.go',
        'internal/command/done.go',
        'internal/storage/file_test.go',
        'internal/task/filter.go',
      ],
      earlier: {
        'internal/task/task.go': {
          now: '\t\tif next := nextDue(tasks[index]); next != nil {\n\t\t\ttasks = Add(tasks, Task{Text: tasks[index].Text, Due: next, Repeat: tasks[index].Repeat, Tags: tasks[index].Tags})\n\t\t}\n',
          formerly: '',
        },
        'internal/storage/file.go': {
          now: '\ttemporary := file.path + ".new"\n\tif err := os.WriteFile(temporary, data, 0o600); err != nil {\n\t\treturn err\n\t}\n\treturn os.Rename(temporary, file.path)\n',
          formerly: '\treturn os.WriteFile(file.path, data, 0o600)\n',
        },
      },
    },
    { message: 'Read days of the week as due dates', paths: ['internal/dates'] },
    {
      message: 'Read a config file',
      paths: ['internal/config', 'internal/command/root.go', 'docs/config.md'],
    },
    { message: 'Write the task file safely', paths: ['internal/storage/file.go'] },
    {
      message: 'Colour overdue tasks in the list',
      paths: ['internal/output/color.go', 'internal/output/tasks_test.go'],
      earlier: { 'internal/output/tasks.go': { now: '\tif options.JSON {\n', formerly: '\tif false {\n' } },
    },
    { message: 'Print JSON on request', paths: ['internal/output/tasks.go'] },
    { message: 'Repeat recurring tasks when they are finished', paths: ['internal/task'] },
    {
      message: 'Sync with a server',
      paths: [
        'internal/sync/client.go',
        'internal/sync/merge.go',
        'internal/command/sync.go',
        'docs/sync.md',
      ],
    },
    { message: 'Merge tasks changed on both sides', paths: ['internal/sync/merge_test.go', 'CHANGELOG.md'] },
    {
      message: 'Add make targets, lint settings and notes for agents',
      paths: ['Makefile', '.golangci.yml', 'CLAUDE.md', 'scripts'],
    },
  ],
};
