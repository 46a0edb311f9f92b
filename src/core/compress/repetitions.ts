import { gist } from './wording.ts';

/** Under such headings a sentence means something else than elsewhere. */
const turning =
  /\b(?:don[’']?ts?|do not|never|avoid|bad|wrong|anti|instead|before|after|examples?|not|incorrect|input|output)\b/i;

/** Remembers what a text has said, section by section. */
export class Repetitions {
  readonly #everywhere = new Set<string>();
  #section = new Set<string>();
  #turned = false;

  /** Another section begins. */
  enter(heading: string): void {
    this.#section = new Set();
    this.#turned = turning.test(heading);
  }

  /**
   * True when the sentence was said before: four words or more in this section, six or more anywhere (but not where a heading turns its meaning).
   * Remembers it.
   */
  isRepeated(sentence: string): boolean {
    const said = gist(sentence);
    const words = said.split(' ').length;
    if (words < 4) return false;
    const repeated = this.#section.has(said) || (!this.#turned && words >= 6 && this.#everywhere.has(said));
    this.#section.add(said);
    if (!this.#turned) this.#everywhere.add(said);
    return repeated;
  }
}
