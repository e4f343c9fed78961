import { Admission, announcedBytes } from '../../../services/ingest/commit/admission';

const MEBIBYTE = 1024 * 1024;

describe('room for bodies', () => {
  it('is bounded, and free again after each request', () => {
    const admission = new Admission(100);
    const first = admission.enter(60);
    expect(admission.enter(60)).toBeUndefined();
    first?.resize(30);
    const second = admission.enter(60);
    expect(second).toBeDefined();
    first?.release();
    second?.release();
    expect(admission.enter(100)).toBeDefined();
  });

  it('takes any one body, so that no request is refused for ever', () => {
    expect(new Admission(1).enter(1_000)).toBeDefined();
  });

  it('is asked for by what the headers say, never more than a body may be', () => {
    expect(announcedBytes({ 'content-length': '500' })).toBe(500);
    expect(announcedBytes({ 'content-length': '500', 'content-encoding': 'gzip' })).toBeGreaterThan(500);
    expect(announcedBytes({ 'content-length': String(1024 * MEBIBYTE) })).toBe(32 * MEBIBYTE);
    expect(announcedBytes({ 'content-length': 'nonsense' })).toBe(32 * MEBIBYTE);
    expect(announcedBytes({})).toBeGreaterThan(0);
  });
});
