export const injectionTexts: readonly string[] = [];
export const innocentTexts: readonly string[] = [];
export const triggerTexts: readonly string[] = [];
