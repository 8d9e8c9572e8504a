// Messages of the connections page.
import type { connections as source } from '../en/connections'

export const connections: Record<keyof typeof source, string> = {
  'connections.list': 'Verbindungen zu Modellanbietern',
  'connections.lead': 'Woher die Modelle kommen. Schlüssel bleiben auf diesem Server.',
  'connections.add': 'Verbindung anlegen',
  'connections.edit': 'Verbindung bearbeiten',
  'connections.connect': 'Verbinden',
  'connections.kinds': 'Arten von Verbindungen',
  'connections.useOpenai': 'Verbindungen nach Art von OpenAI',
  'connections.useOllama': 'Verbindungen zu Ollama',
  'connections.useHint':
    'Aus: Alle Verbindungen dieser Art ruhen, und ihre Modelle fehlen, bis sie wieder an sind.',
  'connections.emptyTitle': 'Keine Verbindungen',
  'connections.emptyText':
    'Lege eine an zu OpenAI, Ollama oder einem Server, der die API von OpenAI spricht, etwa LM Studio, llama.cpp oder vLLM.',
  'connections.stateOk':
    '{count, plural, =0 {Läuft, keine Modelle} one {Läuft, # Modell} other {Läuft, # Modelle}}',
  'connections.stateSlow':
    '{count, plural, =0 {Antwortet langsam} one {Antwortet langsam, # Modell} other {Antwortet langsam, # Modelle}}',
  'connections.stateDown': 'Nicht erreichbar.',
  'connections.stateOff': 'Aus',
  'connections.stateUnknown': 'Noch nicht geprüft',
  'connections.enabled': '{name} verwenden',
  'connections.menuFor': 'Menü von {name}',
  'connections.everyone': 'Alle dürfen ihre Modelle verwenden',
  'connections.everyoneOn': 'Alle dürfen ihre Modelle verwenden',
  'connections.everyoneHint':
    'Sonst sehen nur Admins sie. Einzelne Modelle lassen sich später öffnen.',
  'connections.removed': '{name} entfernt',

  'connections.provider': 'Anbieter',
  'connections.openai': 'OpenAI',
  'connections.openrouter': 'OpenRouter',
  'connections.other': 'Ein anderer, der die API von OpenAI spricht',
  'connections.ollama': 'Ollama',
  'connections.url': 'Adresse',
  'connections.urlHint': 'Endet meist auf /v1.',
  'connections.urlHintOllama': 'Ohne Pfad, etwa http://127.0.0.1:11434.',
  'connections.urlWrong': 'Gib eine volle Adresse ein, die mit http:// oder https:// beginnt.',
  'connections.key': 'Schlüssel',
  'connections.keyHint': 'Vom Anbieter. Lass das Feld leer, wenn keiner nötig ist.',
  'connections.more': 'Weitere Angaben',
  'connections.name': 'Name',
  'connections.nameHint': 'Was statt der Adresse zu sehen ist.',
  'connections.prefix': 'Präfix',
  'connections.prefixHint':
    'Steht vor den Kennungen ihrer Modelle, um sie von gleichnamigen zu unterscheiden.',
  'connections.modelIds': 'Nur diese Modelle',
  'connections.modelIdsHint':
    'Eine Kennung je Zeile. Bleibt das Feld leer, wird der Anbieter nach seiner Liste gefragt.',
  'connections.check': 'Prüfen',
  'connections.checkFailed': 'Der Anbieter hat nicht wie erwartet geantwortet',
  'connections.works': 'Es klappt',
  'connections.worksWith':
    '{count, plural, one {Es klappt: # Modell} other {Es klappt: # Modelle}}',
  'connections.saveAnyway': 'Trotzdem speichern',

  'connections.ollamaModels': 'Modelle auf diesem Ollama',
  'connections.pull': 'Weiteres Modell holen',
  'connections.pullHint':
    'Sein Name in der Bibliothek von Ollama, mit der Größe, wenn es mehrere gibt.',
  'connections.pullAction': 'Holen',
  'connections.pullExample': 'llama3.2:3b',
  'connections.pullStarting': 'Beginnt …',
  'connections.pulling': '{done} von {total}',
  'connections.pullOf': '{name} wird geholt',
  'connections.pulled': '{name} ist bereit',
  'connections.noModelsYet': 'Hier ist noch kein Modell. Hole eines, um zu beginnen.',
  'connections.tagsFailed': 'Die Modelle konnten nicht aufgelistet werden',
  'connections.deleteModel': '{name} löschen',
  'connections.deleteModelText':
    'Die Dateien des Modells werden von jenem Rechner gelöscht. Es lässt sich später wieder holen.',
  'connections.modelDeleteFailed': 'Das Modell konnte nicht gelöscht werden',
}
