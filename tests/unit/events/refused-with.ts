/** What `toThrow` compares a RequestRefusal with. */
export function refusedWith(status: number): Error {
  return expect.objectContaining({ name: 'RequestRefusal', status }) as Error;
}
