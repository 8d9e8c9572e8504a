// Settings of the server on a page that is about more than settings.

import { WithHouse } from './house-page'
import { HouseRow } from './house-setting'

export function HouseRows({ keys }: { keys: string[] }) {
  return (
    <WithHouse>
      {all =>
        all
          .filter(({ key }) => keys.includes(key))
          .map(setting => <HouseRow key={setting.key} setting={setting} />)
      }
    </WithHouse>
  )
}
