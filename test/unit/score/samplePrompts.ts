/** Prompts of our own that a careful reader calls good. */
export const goodPrompts: readonly string[] = [
  'Fix the crash in `parseDate` in src/dates.ts when the input is an empty string: it throws "RangeError: Invalid time value". It should return null instead. Add a test in test/dates.test.ts and run `npm test`.',
  'In src/components/Header.tsx the logo overlaps the menu below 640 px. The menu should move under the logo there. Keep the desktop layout as it is.',
  'When I run `make seed` twice, the second run stops with "IntegrityError: duplicate key value users_email_key". It should skip users that exist. The code is in scripts/seed.py.',
  'Rename the option `--out` to `--output` in cli.py and in docs/usage.md, and keep `--out` working with a deprecation warning until 3.0.',
  'Add a `GET /orders/:id/invoice` route to api/orders.js that returns the PDF built by `renderInvoice()`. It must answer 404 for unknown orders and 403 when the order belongs to another user.',
  '## Problem\n\nThe upload in `app/files/upload.rb` accepts files over 10 MB.\n\n## Wanted\n\n- Files over 10 MB should be refused with "File too large".\n- The limit comes from `config/limits.yml`.\n\n## Check\n\n`bundle exec rspec spec/files` passes with a new example for 11 MB.',
  'Why does `useSession` in hooks/session.ts return undefined on the first render? Explain it with the lines that matter, do not change code.',
  'The build on main fails since commit 4f2c1aa with "Cannot find module ./legacy". Find what still imports legacy.js in src/ and remove the import; nothing else should change.',
  'Replace moment by date-fns in src/calendar/**. The formatted strings must stay the same; the tests in tests/calendar.test.ts cover them.',
];

/** Prompts of our own as people type them, from poor to fair. */
export const plainPrompts: readonly string[] = [
  'fix the login bug',
  'Add dark mode to the settings page',
  'Can you make the checkout faster? It takes too long when there are many items.',
  'Improve the documentation',
  'the tests are failing, have a look',
  'Add pagination to the customer list, 20 per page, with the page in the URL',
  'which files read the STRIPE_KEY variable?',
  'I want a dashboard that shows everything our users do',
  'update the readme so that the install section says node 22',
];
