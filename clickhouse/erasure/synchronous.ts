/** For statements that change stored rows: they are answered when the change is through, on every replica. */
export const SYNCHRONOUS = 'SETTINGS mutations_sync = 2, lightweight_deletes_sync = 2';
