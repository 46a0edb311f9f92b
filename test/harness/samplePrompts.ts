import type { RepositoryName } from './repositoryHistories.ts';

/** A prompt as somebody might type it in one of the fixture repositories. */
export interface SamplePrompt {
  readonly repository: RepositoryName;
  readonly text: string;
}

const storefront = [
  'fix the login bug',
  'add a wishlist',
  'the cart total is wrong when a discount code is used',
  'users get logged out all the time',
  'write tests for the discounts',
  'make the search better',
  'refactor checkout',
  'let customers reset their password',
  'Can you please add rate limiting to the login route and show how long to wait, and document it?',
  'the order confirmation mail goes to the name instead of the e-mail address',
  'show the price per item on the cart page. Do not change the layout. It should use formatCents.',
  'add pagination to the products page',
  'checkout crashes with "TypeError: Cannot read properties of undefined (reading \'quantity\')" when the cart is empty',
  'document how sessions work',
  'rename placeOrder to submitOrder everywhere',
  'button colour should be #0b6e4f everywhere, dark mode too',
] as const;

const ledger = [
  'balance endpoint is off by one day',
  'add an endpoint to archive accounts',
  'monthly report is slow',
  'export postings as xlsx',
  'add tests for reverse_transaction',
  'clean up the error handling',
  'we need a new column for the cost center on postings, with a migration',
  'a reversed transaction can be reversed again, this should not be possible',
  'update the docs for the reports',
  'Reject postings in a closed period and return an ApiError, and cover it with tests',
  'why does creating a duplicate account return 500',
  'support several currencies in the monthly report',
  'add filtering by date to GET /exports/postings.csv',
  'simplify app/services/posting.py',
  'tokens should expire after 30 days',
] as const;

const tasktide = [
  'sync loses deleted tasks',
  'add a snooze command',
  'make --no-color work',
  'recurring monthly tasks jump to the wrong day at the end of the month',
  'write a test for the filter',
  'config values for the sync timeout are ignored',
  'support reminders',
  'refactor the date parsing so that "in 3 days" works too',
  'list should be sorted by due date, overdue first, and show the tags',
  'improve the README',
  'after deleting a task the next one gets a number that is taken already',
  'add undo',
  'tasks.json gets corrupted',
  'let me filter by several tags and sort the output',
] as const;

/** 45 different prompts against the three fixture repositories. */
export const samplePrompts: readonly SamplePrompt[] = [
  ...storefront.map((text) => ({ repository: 'storefront' as const, text })),
  ...ledger.map((text) => ({ repository: 'ledger-api' as const, text })),
  ...tasktide.map((text) => ({ repository: 'tasktide' as const, text })),
];
