import { id, leaf, mustBe } from '@pointbook/core/shapes';

/** Names one endpoint. */
export interface EndpointQuery {
  /** The host's own id of the endpoint. */
  readonly endpointId: string;
}

export const endpointFields = { endpointId: id<string>() };

/** A URL that events can be posted to. Credentials in it would be shown with it. */
export function endpointUrl() {
  return leaf<string>(
    (value) => {
      const url = typeof value === 'string' && value.length <= 2000 && URL.canParse(value) ? new URL(value) : null;
      const isHttp = url !== null && /^https?:$/.test(url.protocol);
      return isHttp && url.username === '' && url.password === '' && url.hash === ''
        ? null
        : mustBe(
            'a URL of https without credentials and without a fragment, of at most 2,000 characters',
            typeof value === 'string' ? 'another text' : value,
            'Write one such as https://crm.example/pointbook.',
          );
    },
    (value) => new URL(value).href,
    { type: 'string', format: 'uri', maxLength: 2000 },
  );
}
