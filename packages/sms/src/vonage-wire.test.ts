import { Auth } from '@vonage/auth';
import { Messages, SMS, type SMSParams } from '@vonage/messages';
import { expect, test } from 'vitest';
import { answering, type Recorded } from './loopback-testing.ts';
import { codeMessage, messageUuid, patient, secrets } from './sample-message-testing.ts';
import { vonageSmsNotifier } from './vonage-sms.ts';

/** What matters of a request. */
function essence({ method, path, headers, body }: Recorded) {
  const { authorization } = headers;
  return { method, path, authorization, type: headers['content-type'], body: JSON.parse(body) as unknown };
}

test.each(['Warung Sari', '+6281100000000', '62811'])(
  'from %s the request is the one of @vonage/messages',
  async (from) => {
    const { url, requests } = await answering(202, { message_uuid: messageUuid });
    const credentials = { apiKey: 'abcd1234', apiSecret: 'api-secret' };
    const notifier = vonageSmsNotifier({ ...credentials, from, countries: ['+62'], baseUrl: url });
    expect(await notifier.send(codeMessage, patient)).toEqual({ status: 'sent', providerId: messageUuid });
    const sdk = new Messages(new Auth(credentials), { apiHost: url });
    const theirs = await sdk.send(
      new SMS({ to: secrets.number, from: from.replace('+', ''), text: codeMessage.text } as SMSParams),
    );
    expect(theirs.messageUUID).toBe(messageUuid);
    const [ours, sdks] = requests.map(essence);
    expect(ours).toEqual(sdks);
  },
);
