import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { projectRoot } from '../../clickhouse/project-root';

export interface Instruction {
  readonly keyword: string;
  /** The words after the keyword and its flags; one text for a shell command. */
  readonly text: string;
  readonly flags: ReadonlyMap<string, string>;
}

export function projectFile(name: string): string {
  return readFileSync(join(projectRoot(), name), 'utf8');
}

/** The stages of a Dockerfile with their instructions, continued lines joined. */
export function stagesOf(dockerfile: string): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const keyword = instruction.getKeyword().toUpperCase();
    if (keyword === 'FROM') stages.push([]);
    const words = instruction
      .getTextContent()
      .replace(/\\\n\s*/g, ' ')
      .split(' ')
      .slice(1);
    const isFlag = (word: string): boolean => word.startsWith('--');
    const firstWord = words.findIndex((word) => !isFlag(word) && word !== '');
    const flags = words
      .slice(0, firstWord)
      .filter(isFlag)
      .map((flag) => flag.slice(2).split('='));
    stages.at(-1)?.push({
      keyword,
      text: words.slice(firstWord).join(' '),
      flags: new Map(flags.map(([name = '', value = '']) => [name, value])),
    });
  }
  return stages;
}
