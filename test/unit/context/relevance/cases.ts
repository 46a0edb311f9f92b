import type { RepositoryName } from '../../../harness/repositoryHistories.ts';

/** A prompt, and the files of which somebody who knows the repository would open one first. None: nothing in it can be found there. */
export interface RelevanceCase {
  readonly repository: RepositoryName;
  readonly prompt: string;
  readonly expected: readonly string[];
}

function cases(
  repository: RepositoryName,
  table: readonly (readonly [prompt: string, ...expected: string[]])[],
): readonly RelevanceCase[] {
  return table.map(([prompt, ...expected]) => ({ repository, prompt, expected }));
}

export const relevanceCases: readonly RelevanceCase[] = [
  ...cases('storefront', [
    ['fix the login bug', 'src/auth/login.ts'],
    [
      'signing in with a wrong password shows a blank page',
      'src/auth/login.ts',
      'src/auth/password.ts',
      'src/views/loginPage.ts',
    ],
    ['users get logged out all the time', 'src/auth/session.ts', 'src/middleware/loadSession.ts'],
    ['the cart total is wrong when a discount code is used', 'src/cart/discounts.ts', 'src/cart/cart.ts'],
    ['coupons should be case insensitive', 'src/cart/discounts.ts'],
    ['the basket page needs a remove button', 'src/views/cartPage.ts', 'src/cart/cart.ts'],
    ['make the search better', 'src/catalog/search.ts'],
    ['rename `placeOrder` to submitOrder everywhere', 'src/checkout/placeOrder.ts'],
    [
      'checkout fails when the postal code of the address is empty',
      'src/checkout/address.ts',
      'src/checkout/placeOrder.ts',
    ],
    ['the confirmation mail has no order number', 'src/email/orderConfirmation.ts'],
    [
      'Add rate limiting to the login route',
      'src/routes/authRoutes.ts',
      'src/auth/failedLogins.ts',
      'src/auth/login.ts',
    ],
    ['formatCents rounds wrongly for negative amounts', 'src/money.ts'],
    [
      'TypeError in production:\n\n```\nTypeError: x is undefined\n    at charge (/srv/app/src/checkout/payment.ts:12:9)\n    at node:internal\n```\n\nplease fix',
      'src/checkout/payment.ts',
    ],
    ['In src/config.ts, read the port from PORT', 'src/config.ts'],
    ['errorHandler.ts should not leak stack traces', 'src/middleware/errorHandler.ts'],
    ['button colour should be #0b6e4f everywhere, dark mode too', 'public/css/site.css'],
    ['document how sessions work', 'src/auth/session.ts', 'docs/architecture.md'],
    ['write tests for the discounts', 'src/cart/discounts.ts', 'tests/cart/cart.test.ts'],
    ['登录失败五次后锁定账户，见 failedLogins', 'src/auth/failedLogins.ts'],
    ['Die Suche soll auch `searchProducts` mit Umlauten finden', 'src/catalog/search.ts'],
    ['add pagination to the product page', 'src/views/productPage.ts', 'src/routes/productRoutes.ts'],
    ['write tests for checkout', 'tests/checkout/placeOrder.test.ts', 'src/checkout/placeOrder.ts'],
    ['run the tests on node 24 in the CI workflow too', '.github/workflows/ci.yml'],
    ['make it nicer please'],
    ['thanks, now do the other one'],
  ]),
  ...cases('ledger-api', [
    ['balance endpoint is off by one day', 'app/services/balances.py'],
    ['add an endpoint to archive accounts', 'app/api/accounts.py', 'app/services/accounts.py'],
    ['monthly report is slow', 'app/reports/monthly.py'],
    ['export postings as xlsx', 'app/api/exports.py', 'app/reports/csv_export.py'],
    ['add tests for reverse_transaction', 'tests/services/test_posting.py', 'app/services/posting.py'],
    [
      'a reversed transaction can be reversed again, `reverse_transaction` must refuse',
      'app/services/posting.py',
    ],
    ['the csv has the wrong separator', 'app/reports/csv_export.py'],
    ['tokens should expire after 30 days', 'app/api/authentication.py'],
    ['simplify app/services/posting.py', 'app/services/posting.py'],
    [
      'we need a new column for the cost center on postings, with a migration',
      'app/models/transaction.py',
      'migrations/versions/0002_transactions.py',
      'app/services/posting.py',
    ],
    ['update the docs of the bookkeeping rules', 'docs/bookkeeping.md'],
    ['make the database pool size configurable', 'app/database.py', 'app/settings.py'],
    ['config should come from the environment', 'app/settings.py', '.env.example', 'migrations/env.py'],
    ['bump the python version in the Dockerfile', 'Dockerfile'],
    ['make lint should also check the formatting', 'Makefile'],
    ['pin fastapi in pyproject', 'pyproject.toml'],
    ['why does creating a duplicate account return 500', 'app/services/accounts.py', 'app/api/accounts.py'],
    ['ApiError should carry a code', 'app/api/errors.py'],
    ['translate everything to French'],
  ]),
  ...cases('tasktide', [
    [
      'sync loses deleted tasks',
      'internal/sync/merge.go',
      'internal/command/sync.go',
      'internal/sync/client.go',
    ],
    ['resolve conflicts by the newer timestamp', 'internal/sync/merge.go'],
    ['make --no-color work', 'internal/output/color.go'],
    ['recurring monthly tasks jump to the wrong day', 'internal/task/recurring.go'],
    ['repeating tasks are created twice', 'internal/task/recurring.go'],
    ['write a test for the filter', 'internal/task/filter.go', 'internal/task/task_test.go'],
    [
      'config values for the sync timeout are ignored',
      'internal/config/config.go',
      'internal/sync/client.go',
    ],
    ['refactor the date parsing so that "in 3 days" works too', 'internal/dates/parse.go'],
    ['list should be sorted by due date', 'internal/command/list.go'],
    ['improve the README', 'README.md'],
    ['the release script forgets the tag', 'scripts/release.sh'],
    ['写入文件时 storage 会损坏', 'internal/storage/file.go'],
    [
      'panic: runtime error\n\n```\ngoroutine 1 [running]:\nmain.main()\n\t/home/ada/tasktide/internal/command/done.go:31 +0x1d\n```',
      'internal/command/done.go',
    ],
    ['add a line to the changelog', 'CHANGELOG.md'],
    ['ok'],
  ]),
];
