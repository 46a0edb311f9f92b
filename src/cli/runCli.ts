import { Command, CommanderError, Option } from 'commander';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import { outcomes } from '../core/history/outcome.ts';
import { executionStatuses } from '../core/library/execution.ts';
import { exitStatus, statusOf } from './exitStatus.ts';
import { installation } from './installation.ts';
import { ClosedPipeError, type CommandIo } from './io.ts';

import type { TemplateRunsOptions } from './templateRunsCommand.ts';
import type { HistoryOptions as TemplateHistoryOptions } from './templateVersionsCommand.ts';
import { type CommonOptions, paintFor, shownShort } from './terminal.ts';

/**
 * Runs `whetstone` with the arguments after its name and resolves with the exit status; never rejects. Commands load when they are called.
 */
export async function runCli(args: readonly string[], io: CommandIo): Promise<number> {
  let status: number = exitStatus.done;
  let text = '';
  const program = createProgram(
    io,
    (written) => (text += written),
    (result) => (status = result),
  );
  try {
    try {
      await program.parseAsync([...args], { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    }
    if (text !== '') await io.stdout.write(text);
    return status;
  } catch (error) {
    return await explain(error, args, io);
  }
}

/** Who can be asked, as `--provider` names them. */
const vendors = ['openai', 'anthropic', 'openrouter', 'ollama'];
const askable = ['auto', ...vendors];

type Finish = (status: number) => void;

function createProgram(io: CommandIo, write: (text: string) => void, finish: Finish): Command {
  const program = new Command('whetstone')
    .description('Scores and enhances prompts for coding agents.')
    .version(installation()?.version ?? 'unknown', '-V, --version', 'print the version')
    .option('--json', 'print one JSON document')
    .option('--cwd <dir>', 'work in this folder')
    .option('-q, --quiet', 'print only the result')
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => {} })
    .addHelpText('after', '\nTEXT comes from the arguments, from --file, or from standard input.\n');

  const textCommand = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('[text...]', 'the prompt; "-" reads standard input')
      .option('-f, --file <file>', 'read the prompt from a file');

  textCommand('enhance', 'rewrite a prompt for a coding agent, grounded in the repository')
    .addOption(
      new Option('--provider <id>', 'who rewrites').choices(['auto', 'offline', ...vendors]).default('auto'),
    )
    .option('--model <id>', 'model of the provider')
    .addOption(
      new Option('--style <style>', 'how much is added (default: balanced)').choices([
        'minimal',
        'balanced',
        'comprehensive',
      ]),
    )
    .option('--title <text>', 'title of the task')
    .option('--description <text>', 'description of the task')
    .option('--instructions <text>', 'standing instructions to follow')
    .option('--no-codebase', 'do not look at the repository')
    .option('--git', 'look at the history of the repository as well')
    .option('--no-cache', 'ask anew even when the same was asked before')
    .option('--stream', 'print the result while it is written')
    .option('--redact', 'mask secrets and go on')
    .option('--insist', 'ask a model even when the prompt is excellent already')
    .option('--dry-run', 'print what would be sent, and send nothing')
    .option('--no-history', 'do not keep the result in the history')
    .action(async (words: string[], _options, command: Command) => {
      const { enhanceCommand } = await import('./enhanceCommand.ts');
      finish(await enhanceCommand(words, command.optsWithGlobals(), io));
    });

  textCommand('score', 'score a prompt from 0 to 100 in four parts, with suggestions')
    .option('--kind <kind>', 'what the text is for, when its file name does not tell')
    .option('--jsonl <file>', 'score one {"id","text"} a line; "-" reads standard input')
    .option('--explain', 'say what earned and what cost points')
    .option('--no-codebase', 'do not look names up in the repository')
    .option('--deep', 'ask a model for a second opinion as well')
    .addOption(new Option('--provider <id>', 'who is asked with --deep').choices(askable))
    .option('--model <id>', 'model that is asked with --deep')
    .option('--no-cache', 'with --deep, ask anew even when the same was asked before')
    .option('--redact', 'with --deep, mask secrets and go on')
    .action(async (words: string[], _options, command: Command) => {
      const { scoreCommand } = await import('./scoreCommand.ts');
      finish(await scoreCommand(words, command.optsWithGlobals(), io));
    });

  program
    .command('lint')
    .description('check prompt, instruction, agent and skill files')
    .argument('[glob...]', 'files, folders or globs (default: all prompt files)')
    .addOption(
      new Option('--format <format>', 'how the findings are printed (default: text)').choices([
        'text',
        'json',
        'sarif',
        'github',
      ]),
    )
    .option('--fix', 'apply every offered fix first')
    .addOption(
      new Option('--fail-on <severity>', 'least severity that fails (default: error)').choices([
        'error',
        'warning',
        'info',
      ]),
    )
    .option('--min-score <n>', 'least score that passes')
    .option('--changed <rev>', 'only files that differ from this revision')
    .action(async (globs: string[], _options, command: Command) => {
      const { lintCommand } = await import('./lintCommand.ts');
      finish(await lintCommand(globs, command.optsWithGlobals(), io));
    });

  textCommand('scan', 'look for secrets, personal data and injected orders')
    .addOption(
      new Option('--as <origin>', 'words of the user, or text from elsewhere')
        .choices(['typed', 'context'])
        .default('typed'),
    )
    .option('--jsonl <file>', 'scan one {"id","text"} a line; "-" reads standard input')
    .action(async (words: string[], _options, command: Command) => {
      const { scanCommand } = await import('./scanCommand.ts');
      finish(await scanCommand(words, command.optsWithGlobals(), io));
    });

  program
    .command('context')
    .description('show what is seen of a repository')
    .argument('[dir]', 'the folder (default: the working folder)')
    .option('--prompt <text>', 'rank the files for this prompt')
    .option('--git', 'look at the history as well')
    .option('--depth <n>', 'levels of folders in the tree')
    .option('--include <glob>', 'see only files that match (may be repeated)', collect)
    .option('--exclude <glob>', 'leave out files that match (may be repeated)', collect)
    .action(async (dir: string | undefined, _options, command: Command) => {
      const { contextCommand } = await import('./contextCommand.ts');
      finish(await contextCommand(dir, command.optsWithGlobals(), io));
    });

  textCommand('compress', 'say a prompt in fewer tokens, with the same meaning')
    .addOption(new Option('--provider <id>', 'let a model do more of it').choices(['offline', ...askable]))
    .option('--model <id>', 'model that does more of it')
    .option('--no-cache', 'ask anew even when the same was asked before')
    .option('--redact', 'mask secrets and go on')
    .action(async (words: string[], _options, command: Command) => {
      const { compressCommand } = await import('./compressCommand.ts');
      finish(await compressCommand(words, command.optsWithGlobals(), io));
    });

  textCommand('tokens', 'count the tokens of a text')
    .option('--model <id>', 'the model to count for (default: gpt-4o)')
    .action(async (words: string[], _options, command: Command) => {
      const { tokensCommand } = await import('./tokensCommand.ts');
      finish(await tokensCommand(words, command.optsWithGlobals(), io));
    });

  const providers = program.command('providers').description('see who can be asked, and whether they answer');
  providers
    .command('list')
    .description('list the providers that the environment sets up')
    .action(async (_options, command: Command) => {
      const { listProvidersCommand } = await import('./providersCommand.ts');
      finish(await listProvidersCommand(command.optsWithGlobals(), io));
    });
  providers
    .command('test')
    .description('ask each of them for what costs nothing')
    .argument('[id]', 'only this one')
    .action(async (id: string | undefined, _options, command: Command) => {
      const { testProvidersCommand } = await import('./providersCommand.ts');
      finish(await testProvidersCommand(id, command.optsWithGlobals(), io));
    });

  const template = program.command('template').description('use the prompt library');
  template
    .command('list')
    .description('list the templates with their scores')
    .action(async (_options, command: Command) => {
      const { listTemplatesCommand } = await import('./templateCommand.ts');
      finish(await listTemplatesCommand(command.optsWithGlobals(), io));
    });
  template
    .command('show')
    .description('show the variables and the source of a template')
    .argument('<id>', 'id of the template')
    .action(async (id: string, _options, command: Command) => {
      const { showTemplateCommand } = await import('./templateCommand.ts');
      finish(await showTemplateCommand(id, command.optsWithGlobals(), io));
    });
  template
    .command('render')
    .description('fill in a template')
    .argument('<id>', 'id of the template')
    .option('--var <name=value>', 'a value (may be repeated)', collect)
    .option('--vars <file>', 'a JSON file with values by name')
    .option('--label <label>', 'the version with this label, such as production')
    .option('--at <version>', 'this version')
    .action(async (id: string, _options, command: Command) => {
      const { renderTemplateCommand } = await import('./templateCommand.ts');
      finish(await renderTemplateCommand(id, command.optsWithGlobals(), io));
    });
  template
    .command('run')
    .description('fill in a template and have a model answer it')
    .argument('<id>', 'id of the template')
    .option('--var <name=value>', 'a value (may be repeated)', collect)
    .option('--vars <file>', 'a JSON file with values by name')
    .option('--again <run>', 'with the values of this run; others given go before')
    .option('--label <label>', 'the version with this label, such as production')
    .option('--at <version>', 'this version')
    .addOption(
      new Option('--provider <id>', 'who answers (default: as the template says, else auto)').choices([
        'auto',
        'openai',
        'anthropic',
        'openrouter',
        'ollama',
      ]),
    )
    .option('--model <id>', 'model of the provider')
    .option('--stream', 'print the answer while it is written')
    .option('--no-cache', 'ask anew even when the same was asked before')
    .option('--redact', 'mask secrets and go on')
    .action(async (id: string, _options, command: Command) => {
      const { runTemplateCommand } = await import('./templateRunCommand.ts');
      finish(await runTemplateCommand(id, command.optsWithGlobals(), io));
    });
  const scopeOption = (): Option =>
    new Option('--scope <scope>', 'yours alone, or shared in this folder')
      .choices(['user', 'workspace'])
      .default('user');
  template
    .command('new')
    .description('make a template file and print its path')
    .argument('<name>', 'its name; the id is made of it')
    .addOption(scopeOption())
    .option('--description <text>', 'what it is for')
    .option('--category <category>', 'where it stands in lists')
    .option('--tag <tag>', 'a tag (may be repeated)', collect)
    .option('--from <id>', 'begin with this template')
    .option('-f, --file <file>', 'begin with this text; "-" reads standard input')
    .option('--values <file>', 'a JSON file with sample values, from which its variables get their types')
    .action(async (name: string, _options, command: Command) => {
      const { newTemplateCommand } = await import('./templateFilesCommand.ts');
      finish(await newTemplateCommand(name, command.optsWithGlobals(), io));
    });
  template
    .command('validate')
    .description('check templates: all, or these')
    .argument('[name...]', 'ids or .prompt files')
    .action(async (names: string[], _options, command: Command) => {
      const { validateTemplatesCommand } = await import('./templateFilesCommand.ts');
      finish(await validateTemplatesCommand(names, command.optsWithGlobals(), io));
    });
  template
    .command('history')
    .description('list the versions of a template')
    .argument('<id>', 'id of the template')
    .option('--diff <versions>', 'what changed, such as 2..5, or from 2 to the file')
    .option('--restore <version>', 'make this version the current one again')
    .option('--runs', 'list its runs instead, newest first')
    .option('--run <run>', 'show one of its runs: the id or its beginning, or "last"')
    .addOption(new Option('--status <status>', 'only runs that ended so').choices(executionStatuses))
    .option('--search <words>', 'only runs with these words in what was sent or answered')
    .option('--limit <n>', 'at most so many runs (default: 50)')
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<TemplateRunsOptions & TemplateHistoryOptions>();
      if (options.runs === true || options.run !== undefined) {
        const { templateRunsCommand } = await import('./templateRunsCommand.ts');
        finish(await templateRunsCommand(id, options, io));
        return;
      }
      const { templateHistoryCommand } = await import('./templateVersionsCommand.ts');
      finish(await templateHistoryCommand(id, options, io));
    });
  template
    .command('promote')
    .description('put a label on a version, and show what it replaces')
    .argument('<id>', 'id of the template')
    .argument('[version]', 'number or label (default: the latest)')
    .option('--label <label>', 'the label', 'production')
    .option('--dry-run', 'only show what would be replaced')
    .option('--remove', 'take the label away')
    .action(async (id: string, version: string | undefined, _options, command: Command) => {
      const { promoteTemplateCommand } = await import('./templateVersionsCommand.ts');
      finish(await promoteTemplateCommand(id, version, command.optsWithGlobals(), io));
    });

  const filtered = (command: Command): Command =>
    command
      .addOption(new Option('--outcome <outcome>', 'only with this outcome').choices(outcomes))
      .option('--from <time>', 'only from this time on')
      .option('--until <time>', 'only before this time');
  const history = filtered(program.command('history').description('see past enhancements'))
    .option('--limit <n>', 'at most so many (default: 50)')
    .action(async (_options, command: Command) => {
      const { listHistoryCommand } = await import('./historyCommand.ts');
      finish(await listHistoryCommand([], command.optsWithGlobals(), io));
    });
  filtered(history.command('list').description('list them, newest first'))
    .option('--limit <n>', 'at most so many (default: 50)')
    .action(async (_options, command: Command) => {
      const { listHistoryCommand } = await import('./historyCommand.ts');
      finish(await listHistoryCommand([], command.optsWithGlobals(), io));
    });
  filtered(history.command('search').description('list those with these words in prompt, result or comment'))
    .argument('<words...>', 'words; "several in quotes" stand together')
    .option('--limit <n>', 'at most so many (default: 50)')
    .action(async (words: string[], _options, command: Command) => {
      const { listHistoryCommand } = await import('./historyCommand.ts');
      finish(await listHistoryCommand(words, command.optsWithGlobals(), io));
    });
  history
    .command('show')
    .description('show one of them')
    .argument('<id>', 'its id or the beginning of it, or "last"')
    .option('--original', 'print only the original')
    .option('--result', 'print only the result')
    .action(async (id: string, _options, command: Command) => {
      const { showHistoryCommand } = await import('./historyCommand.ts');
      finish(await showHistoryCommand(id, command.optsWithGlobals(), io));
    });
  filtered(history.command('export').description('print them whole, or write them into a file'))
    .argument('[file]', 'write them into this file')
    .addOption(
      new Option('--format <format>', 'how (default: as the file is named, else json)').choices([
        'json',
        'jsonl',
        'csv',
        'markdown',
      ]),
    )
    .action(async (file: string | undefined, _options, command: Command) => {
      const { exportHistoryCommand } = await import('./historyCommand.ts');
      finish(await exportHistoryCommand(file, command.optsWithGlobals(), io));
    });
  history
    .command('delete')
    .description('delete some of them, or all, for good')
    .argument('[id...]', 'ids or their beginnings')
    .option('--before <time>', 'those made before this time')
    .option('--all', 'everything')
    .action(async (ids: string[], _options, command: Command) => {
      const { deleteHistoryCommand } = await import('./historyCommand.ts');
      finish(await deleteHistoryCommand(ids, command.optsWithGlobals(), io));
    });

  const backup = program.command('backup').description('see and put back copies of everything that is kept');
  backup
    .command('list')
    .description('list them, newest first; one a day is made by itself')
    .action(async (_options, command: Command) => {
      const { listBackupsCommand } = await import('./backupCommand.ts');
      finish(await listBackupsCommand(command.optsWithGlobals(), io));
    });
  backup
    .command('make')
    .description("make today's now")
    .action(async (_options, command: Command) => {
      const { makeBackupCommand } = await import('./backupCommand.ts');
      finish(await makeBackupCommand(command.optsWithGlobals(), io));
    });
  backup
    .command('restore')
    .description('put one back; what is there now is set aside, not lost')
    .argument('<name>', 'its name in the list, or "last"')
    .action(async (name: string, _options, command: Command) => {
      const { restoreBackupCommand } = await import('./backupCommand.ts');
      finish(await restoreBackupCommand(name, command.optsWithGlobals(), io));
    });

  program
    .command('feedback')
    .description('rate an enhancement, or say what became of it')
    .argument('<id>', 'its id or the beginning of it, or "last"')
    .option('--rating <n>', '1 (useless) to 5 (just right)')
    .option('--comment <text>', 'what was good or bad about it')
    .addOption(
      new Option('--outcome <outcome>', 'what became of it').choices(
        outcomes.filter((outcome) => outcome !== 'pending'),
      ),
    )
    .action(async (id: string, _options, command: Command) => {
      const { feedbackCommand } = await import('./historyCommand.ts');
      finish(await feedbackCommand(id, command.optsWithGlobals(), io));
    });

  template
    .command('import')
    .description('make templates of files, folders or zips: ours, .prompt.md, SKILL.md, Claude commands')
    .argument('<path...>', 'what to import')
    .addOption(scopeOption())
    .option('--overwrite', 'replace templates of the same id')
    .option('--dry-run', 'only say what would be imported and lost')
    .action(async (paths: string[], _options, command: Command) => {
      const { importTemplatesCommand } = await import('./templateExchangeCommand.ts');
      finish(await importTemplatesCommand(paths, command.optsWithGlobals(), io));
    });
  template
    .command('export')
    .description('write templates for this or another tool')
    .argument('[id...]', 'ids (default: all that are not built in)')
    .addOption(
      new Option('--format <format>', 'for which tool')
        .choices(['prompt', 'prompt.md', 'skill', 'claude'])
        .default('prompt'),
    )
    .option('--to <path>', 'a folder, or a file that ends in .zip')
    .option('--overwrite', 'replace files that are there')
    .action(async (ids: string[], _options, command: Command) => {
      const { exportTemplatesCommand } = await import('./templateExchangeCommand.ts');
      finish(await exportTemplatesCommand(ids, command.optsWithGlobals(), io));
    });

  program
    .command('usage')
    .description('show what was asked and spent, by model, against the budget')
    .addOption(
      new Option('--period <period>', 'of which time').choices(['day', 'week', 'month']).default('month'),
    )
    .action(async (_options, command: Command) => {
      const { usageCommand } = await import('./usageCommand.ts');
      finish(await usageCommand(command.optsWithGlobals(), io));
    });

  program
    .command('audit')
    .description('list every request that was made, or export them')
    .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json', 'jsonl', 'csv']))
    .option('--from <time>', 'only from this time on')
    .option('--until <time>', 'only before this time')
    .option('--limit <n>', 'at most so many')
    .action(async (_options, command: Command) => {
      const { auditCommand } = await import('./auditCommand.ts');
      finish(await auditCommand(command.optsWithGlobals(), io));
    });

  const cache = program
    .command('cache')
    .description('show how many answers are kept and how often they served')
    .action(async (_options, command: Command) => {
      const { cacheCommand } = await import('./cacheCommand.ts');
      finish(await cacheCommand(command.optsWithGlobals(), io));
    });
  cache
    .command('clear')
    .description('forget all kept answers')
    .action(async (_options, command: Command) => {
      const { clearCacheCommand } = await import('./cacheCommand.ts');
      finish(await clearCacheCommand(command.optsWithGlobals(), io));
    });

  return program;
}

function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** Says what went wrong in one line on stderr, or as JSON with `--json`, and gives the exit status. */
async function explain(error: unknown, args: readonly string[], io: CommandIo): Promise<number> {
  if (io.signal.aborted || isAbort(error)) return exitStatus.interrupted;
  if (error instanceof ClosedPipeError) return exitStatus.done;
  const failure = failureOf(error);
  const options: CommonOptions = { color: !args.includes('--no-color') };
  const end = args.indexOf('--');
  const json = args.includes('--json') && (end < 0 || args.indexOf('--json') < end);
  const paint = paintFor(io.stderr, options, io);
  const line = json
    ? JSON.stringify({ error: errorJson(failure) })
    : `${paint('red', 'error:')} ${shownShort(failure.message, 500)} ${shownShort(failure.hint, 500)}`;
  try {
    await io.stderr.write(`${line}\n`);
  } catch (cause) {
    if (!(cause instanceof ClosedPipeError)) throw cause;
  }
  return statusOf(failure.code);
}

/** The promised shape of an error. */
export function errorJson({ code, message, hint, resetAt }: WhetstoneError): Record<string, string> {
  return { code, message, hint, ...(resetAt === undefined ? {} : { resetAt }) };
}

function failureOf(error: unknown): WhetstoneError {
  if (error instanceof WhetstoneError) return error;
  if (error instanceof CommanderError) {
    if (error.code === 'commander.help')
      return new WhetstoneError('usage', 'There is no command.', 'See whetstone --help.');
    const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    const sentence = message.charAt(0).toUpperCase() + message.slice(1);
    return new WhetstoneError(
      'usage',
      /[.?)]$/.test(sentence) ? sentence : `${sentence}.`,
      'See whetstone --help.',
    );
  }
  return new WhetstoneError(
    'internal',
    `Whetstone ran into a problem that it did not expect${error instanceof Error ? ` (${error.name})` : ''}.`,
    'Please report it with the command that you ran.',
    { cause: error },
  );
}
