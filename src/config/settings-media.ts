// Settings of images, of speech and of listening.
import { z } from 'zod'
import { decimal } from '../utils/kinds'
import { amount, form, row, secret, structure, text, textOrNull, toggle } from './row'
import { OPENAI, openaiKey } from './settings-providers'

export const images = {
  'image_generation.enable': toggle('ENABLE_IMAGE_GENERATION', false, 'Pictures can be made.'),
  'image_generation.engine': text('IMAGE_GENERATION_ENGINE', 'openai', 'Who makes them.'),
  'image_generation.model': text('IMAGE_GENERATION_MODEL', '', 'With which model.'),
  'image_generation.size': form(
    'IMAGE_SIZE',
    /^\d{1,5}x\d{1,5}$/,
    'WIDTHxHEIGHT in pixels',
    '512x512',
    'How large.',
  ),
  'image_generation.steps': amount('IMAGE_STEPS', 50, 'In how many steps.'),
  'image_generation.automatic1111.base_url': text('AUTOMATIC1111_BASE_URL', '', 'Its address.'),
  'image_generation.automatic1111.api_auth': secret('AUTOMATIC1111_API_AUTH', 'user:password.', {
    at: 'image_generation.automatic1111.base_url',
  }),
  'image_generation.automatic1111.cfg_scale': row<number | null>(
    'AUTOMATIC1111_CFG_SCALE',
    decimal,
    z.number().nullable(),
    null,
    'Guidance scale.',
  ),
  'image_generation.automatic1111.sampler': textOrNull('AUTOMATIC1111_SAMPLER', 'Sampler.'),
  'image_generation.automatic1111.scheduler': textOrNull('AUTOMATIC1111_SCHEDULER', 'Scheduler.'),
  'image_generation.comfyui.base_url': text('COMFYUI_BASE_URL', '', 'Address of ComfyUI.'),
  'image_generation.comfyui.workflow': text('COMFYUI_WORKFLOW', '', 'Its workflow, as JSON.'),
  'image_generation.comfyui.nodes': structure(
    '',
    z.array(z.record(z.string(), z.unknown())),
    [],
    'What goes where in the workflow.',
  ),
  'image_generation.openai.api_base_url': text('IMAGES_OPENAI_API_BASE_URL', OPENAI, 'Address.'),
  'image_generation.openai.api_key': secret('IMAGES_OPENAI_API_KEY', 'Its key.', {
    at: 'image_generation.openai.api_base_url',
    follows: openaiKey,
  }),
}

export const audio = {
  'audio.stt.whisper_model': text('WHISPER_MODEL', 'base', 'Local model that listens.'),
  'audio.stt.engine': text('AUDIO_STT_ENGINE', '', 'Who listens.'),
  'audio.stt.model': text('AUDIO_STT_MODEL', '', 'With which model.'),
  'audio.stt.openai.api_base_url': text('AUDIO_STT_OPENAI_API_BASE_URL', OPENAI, 'Address.'),
  'audio.stt.openai.api_key': secret('AUDIO_STT_OPENAI_API_KEY', 'Its key.', {
    at: 'audio.stt.openai.api_base_url',
    follows: openaiKey,
  }),
  'audio.tts.engine': text('AUDIO_TTS_ENGINE', '', 'Who speaks.'),
  'audio.tts.model': text('AUDIO_TTS_MODEL', 'tts-1', 'With which model.'),
  'audio.tts.voice': text('AUDIO_TTS_VOICE', 'alloy', 'In which voice.'),
  'audio.tts.split_on': text('AUDIO_TTS_SPLIT_ON', 'punctuation', 'Where texts are cut.'),
  'audio.tts.api_key': secret('AUDIO_TTS_API_KEY', 'Key of the speaking engine.'),
  'audio.tts.openai.api_base_url': text('AUDIO_TTS_OPENAI_API_BASE_URL', OPENAI, 'Address.'),
  'audio.tts.openai.api_key': secret('AUDIO_TTS_OPENAI_API_KEY', 'Its key.', {
    at: 'audio.tts.openai.api_base_url',
    follows: openaiKey,
  }),
  'audio.tts.azure.speech_region': text(
    'AUDIO_TTS_AZURE_SPEECH_REGION',
    'eastus',
    'Azure: region.',
  ),
  'audio.tts.azure.speech_output_format': text(
    'AUDIO_TTS_AZURE_SPEECH_OUTPUT_FORMAT',
    'audio-24khz-160kbitrate-mono-mp3',
    'Azure: format.',
  ),
}
