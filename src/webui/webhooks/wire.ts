// The webhook as the admin's page sees it.
import type { House } from '../../config/house'
import { seconds } from '../../utils/time'
import * as Deliveries from './store'

/** Where it goes, no more of the address than its host, and what was told lately. */
export async function overview({ config, db }: House) {
  const url = config.get('webhook_url')
  return {
    host: url === '' ? null : (URL.parse(url)?.host ?? null),
    signed: config.get('webhook.secret') !== '',
    data: (await Deliveries.newest(db)).map(({ delivery, name }) => ({
      ...delivery,
      name,
      created_at: seconds(delivery.created_at),
      due_at: seconds(delivery.due_at),
    })),
  }
}
