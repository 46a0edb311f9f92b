const polite =
  /^\W*(?:(?:hi|hey|hello|ok|okay|so|now|also|and|then|next|please|pls|kindly|great|thanks|cool|alright|well)[\s,.!]+){0,4}(?:(?:can|could|would|will) (?:you|we)\s+(?:please\s+)?|(?:i|we)(?:['’]d| would)? (?:like|want|need) (?:you )?to\s+|let['’]?s\s+|help me (?:to )?|please\s+)?/i;

/** Takes greetings and "can you please" off the front of a sentence; only what follows says what is asked for. */
export function withoutPoliteness(sentence: string): string {
  return sentence.slice(polite.exec(sentence)?.[0].length ?? 0);
}
