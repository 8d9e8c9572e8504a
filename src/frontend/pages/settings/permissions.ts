// What can be allowed: the words for each permission, and reading a tree of them.
import type { Permissions } from '../../api-people'
import type { TextId } from '../../text/index'

type Tree = Record<string, Record<string, boolean>>

interface Permission {
  area: keyof Permissions
  leaf: string
  text: TextId
  hint: TextId
}

export const areas: { text: TextId; permissions: Permission[] }[] = [
  {
    text: 'permissions.chat',
    permissions: [
      permission('chat', 'file_upload', 'permissions.upload', 'permissions.uploadHint'),
      permission('chat', 'edit', 'permissions.edit', 'permissions.editHint'),
      permission('chat', 'delete', 'permissions.delete', 'permissions.deleteHint'),
      permission('chat', 'temporary', 'permissions.temporary', 'permissions.temporaryHint'),
    ],
  },
  {
    text: 'permissions.workspace',
    permissions: [
      permission('workspace', 'models', 'permissions.models', 'permissions.modelsHint'),
      permission('workspace', 'knowledge', 'permissions.knowledge', 'permissions.knowledgeHint'),
      permission('workspace', 'prompts', 'permissions.prompts', 'permissions.promptsHint'),
      permission('workspace', 'tools', 'permissions.tools', 'permissions.toolsHint'),
    ],
  },
]

function permission(area: keyof Permissions, leaf: string, text: TextId, hint: TextId): Permission {
  return { area, leaf, text, hint }
}

export const has = (tree: Tree, { area, leaf }: Pick<Permission, 'area' | 'leaf'>): boolean =>
  tree[area]?.[leaf] === true

/** The tree with one leaf changed; what we do not know in it stays. */
export const withLeaf = <T extends Tree>(
  tree: T,
  { area, leaf }: Pick<Permission, 'area' | 'leaf'>,
  on: boolean,
): T => ({ ...tree, [area]: { ...tree[area], [leaf]: on } })
