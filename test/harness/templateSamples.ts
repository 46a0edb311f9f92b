/** Splits a text at the mark `¦` that stands for the cursor. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('¦');
  if (offset === -1) throw new Error('The text has no cursor "¦".');
  return { text: marked.replace('¦', ''), offset };
}

/** A template with everything that an editor has to know: schema, defaults, samples, roles, blocks, a partial, a heading. */
export const greeting = `---
name: Greeting
description: Greets people.
input:
  schema:
    guest: string, Who comes
    friends?(array, Who else comes): string
    tone?: string, How it sounds
  default:
    tone: warm
metadata:
  category: Chat
  sample:
    guest: Ada
    friends: [Grace, Alan]
---
{{role "system"}}
Sound {{tone}}.
{{role "user"}}
# Greet {{upper guest}}

{{#if friends}}
Also greet:
{{#each friends as |friend|}}
- {{friend}}, friend of {{../guest}}
{{/each}}
{{else}}
{{> alone who=guest}}
{{/if}}
`;
