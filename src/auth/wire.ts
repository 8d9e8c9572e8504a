// An account as others may see it.
import type { UserRow } from './table'

export const brief = ({ id, email, name, role, profile_image_url }: UserRow) => ({
  id,
  email,
  name,
  role,
  profile_image_url,
})
