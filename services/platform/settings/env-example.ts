interface Setting {
  readonly description: string;
  readonly default?: string | number;
}

const HEAD = `# Settings, read from the environment. The npm commands also read this file's copy named .env, if there is one;
# what the environment says wins over it. Generated from schemas/settings.json by: npm run generate
`;

/** The text of .env.example: each setting with its meaning, commented out, at its default. */
export function envExample(properties: Readonly<Record<string, Setting>>): string {
  const entries = Object.entries(properties).map(
    ([name, setting]) => `\n# ${setting.description}\n#${name}=${String(setting.default ?? '')}\n`,
  );
  return HEAD + entries.join('');
}
