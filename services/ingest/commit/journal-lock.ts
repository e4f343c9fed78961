import { DirectoryInUse, lockDirectory } from '../../platform/files/directory-lock';
import type { DirectoryLock } from '../../platform/files/directory-lock';

/** Two processes writing one journal would overwrite each other; each ingest process needs a DATA_DIR of its own. */
export class JournalInUse extends Error {
  constructor() {
    super(
      'Another process writes the journal in this DATA_DIR; each ingest process needs a DATA_DIR of its own.',
    );
    this.name = 'JournalInUse';
  }
}

/** Holds the journal's directory for this process. Throws JournalInUse. */
export async function lockJournal(directory: string): Promise<DirectoryLock> {
  try {
    return await lockDirectory(directory);
  } catch (error) {
    throw error instanceof DirectoryInUse ? new JournalInUse() : error;
  }
}
