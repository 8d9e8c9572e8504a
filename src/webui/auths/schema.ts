// What crosses the wire when people sign up and in.
import { z } from 'zod'

const NAME = 255
const EMAIL = 320
const PASSWORD = 1024
const PICTURE = 1_500_000

export const name = z.string().max(NAME)
export const email = z.string().max(EMAIL)
export const password = z.string().max(PASSWORD)

const RASTER = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]*={0,2}$/
const OWN = /^\/[A-Za-z0-9._/-]*$/

/** Own pictures and raster data only: a foreign address would call its host for every viewer. */
export const picture = z
  .string()
  .max(PICTURE)
  .refine(url => url === '' || RASTER.test(url) || (OWN.test(url) && !url.startsWith('//')), {
    message: 'Use a PNG, JPEG, GIF or WebP picture as a data URL, or a path of this server',
  })

export const SignIn = z.object({ email, password })
export const SignUp = z.object({
  name,
  email,
  password,
  profile_image_url: picture.default('/user.png'),
})
export const Add = SignUp.extend({ role: z.enum(['pending', 'user', 'admin']).default('pending') })
export const Profile = z.object({ name, profile_image_url: picture })
export const NewPassword = z.object({ password, new_password: password })
