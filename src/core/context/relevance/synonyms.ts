import { stem } from './words.ts';

/**
 * Words that name the same thing in a prompt and in a path. Kept small: only pairs of which either is the usual name for a file about the
 * other, so that a match is a reason that its reader nods at. Checked against the prompts of test/unit/context/relevance.
 */
const groups: readonly (readonly string[])[] = [
  ['login', 'signin', 'logon', 'auth', 'authentication', 'session'],
  ['logout', 'signout', 'auth', 'session'],
  ['signup', 'register', 'registration', 'onboarding'],
  ['password', 'credential', 'auth'],
  ['permission', 'authorization', 'role', 'access', 'policy'],
  ['user', 'account', 'profile', 'member'],
  ['payment', 'billing', 'checkout', 'stripe', 'pay'],
  ['invoice', 'billing'],
  ['cart', 'basket'],
  ['price', 'pricing', 'cost'],
  ['email', 'mail', 'mailer', 'smtp'],
  ['notification', 'notify', 'alert', 'toast'],
  ['database', 'db', 'repository', 'storage', 'sql'],
  ['schema', 'model', 'migration'],
  ['config', 'configuration', 'settings', 'preferences', 'options'],
  ['environment', 'env'],
  ['style', 'css', 'theme', 'stylesheet'],
  ['css', 'color', 'colour', 'font', 'margin', 'padding', 'dark'],
  ['dark', 'theme'],
  ['color', 'colour', 'theme', 'palette'],
  ['menu', 'navigation', 'navbar', 'nav', 'sidebar'],
  ['header', 'navbar', 'topbar'],
  ['dialog', 'modal', 'popup'],
  ['button', 'btn'],
  ['image', 'picture', 'photo', 'img', 'avatar'],
  ['translation', 'locale', 'i18n', 'language', 'localization'],
  ['route', 'router', 'routing', 'endpoint', 'url'],
  ['endpoint', 'api', 'controller', 'handler', 'route'],
  ['error', 'exception', 'failure'],
  ['log', 'logger', 'logging'],
  ['cache', 'memo', 'redis'],
  ['queue', 'job', 'worker', 'task'],
  ['schedule', 'scheduler', 'cron'],
  ['delete', 'remove', 'destroy'],
  ['list', 'index'],
  ['search', 'find', 'query', 'filter'],
  ['date', 'time', 'calendar'],
  ['repeat', 'recurring', 'recurrence'],
  ['download', 'export'],
  ['upload', 'import', 'attachment'],
  ['test', 'spec'],
  ['doc', 'documentation', 'readme'],
  ['pipeline', 'workflow', 'ci'],
  ['deploy', 'deployment', 'release'],
  ['docker', 'dockerfile', 'container', 'compose'],
  ['dependency', 'package', 'requirements'],
  ['command', 'cli', 'cmd'],
  ['parse', 'parser'],
  ['validation', 'validator', 'validate', 'schema'],
  ['encryption', 'crypto', 'encrypt', 'cipher'],
  ['websocket', 'socket', 'realtime'],
  ['chart', 'graph', 'plot'],
  ['table', 'grid'],
  ['order', 'purchase'],
  ['product', 'item', 'catalog'],
  ['stock', 'inventory'],
  ['discount', 'coupon', 'voucher', 'promotion'],
  ['shipping', 'delivery', 'shipment'],
  ['comment', 'reply', 'thread'],
  ['tag', 'label', 'category'],
  ['conflict', 'merge'],
  ['sync', 'synchronization', 'synchronisation'],
  ['money', 'currency', 'amount'],
  ['report', 'summary', 'statement'],
  ['home', 'landing'],
];

let table: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The stems that stand for the same thing as a stem, itself left out. */
export function synonymsOf(word: string): ReadonlySet<string> {
  table ??= build();
  return table.get(word) ?? none;
}

const none: ReadonlySet<string> = new Set();

function build(): ReadonlyMap<string, ReadonlySet<string>> {
  const built = new Map<string, Set<string>>();
  for (const group of groups) {
    // The first word of a group is the common ground: it goes with each of the others, the others not with one another.
    const [first = '', ...others] = group.map(stem);
    for (const other of others) {
      if (other === first) continue;
      link(built, first, other);
      link(built, other, first);
    }
  }
  return built;
}

function link(built: Map<string, Set<string>>, from: string, to: string): void {
  const known = built.get(from);
  if (known === undefined) built.set(from, new Set([to]));
  else known.add(to);
}
