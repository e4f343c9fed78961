/** Why a request is refused as a whole; the route answers it as an RFC 9457 problem. Holds nothing that the caller sent. */
export class RequestRefusal extends Error {
  constructor(
    readonly status: 400 | 413 | 415,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'RequestRefusal';
  }
}

export function badBody(detail: string): RequestRefusal {
  return new RequestRefusal(400, 'Bad Request', detail);
}

export function tooLarge(detail: string): RequestRefusal {
  return new RequestRefusal(413, 'Content Too Large', detail);
}

export function unsupported(detail: string): RequestRefusal {
  return new RequestRefusal(415, 'Unsupported Media Type', detail);
}
