// What every setting of the server is called and does; loaded only for admins.
import type { HouseCatalogue } from '../house'

export const words: HouseCatalogue = {
  areas: {
    Accounts: 'Accounts',
    'Sign-in with providers': 'Sign-in with providers',
    'Sign-in through LDAP': 'Sign-in with a directory',
    Webhook: 'Webhook',
    Page: 'Page',
    Providers: 'Connections',
    Tasks: 'Tasks',
    Files: 'Files',
    Documents: 'Documents',
    'Web search': 'Web',
    'Audit and usage': 'Audit and usage',
  },
  settings: {
    'ui.enable_signup': ['Sign-up', 'Whether people can create an account by themselves.'],
    'ui.ENABLE_LOGIN_FORM': [
      'Sign-in with a password',
      'Whether the sign-in page asks for email and password. Leave it on until another way in works.',
    ],
    'ui.default_user_role': [
      'Role of new accounts',
      'Waiting means that an admin has to let each one in.',
      { pending: 'Waiting', user: 'User', admin: 'Admin' },
    ],
    'auth.api_key.enable': ['API keys', 'Whether people may make keys for other tools.'],
    'auth.jwt_expiry': [
      'Length of a session',
      'How long a sign-in lasts, such as 12h or 4w. With -1 it lasts until 30 days pass without use.',
    ],
    'auth.second_factor': [
      'Second factor',
      'Who has to confirm a sign-in with an app or a passkey. Everybody else may.',
      { nobody: 'Nobody has to', admins: 'Admins', everybody: 'Everybody' },
    ],
    'auth.passkeys.enable': ['Passkeys', 'Whether people may sign in with a passkey.'],
    'auth.admin.show': [
      'Show whom to ask',
      'Shows an admin’s name and email address to those who wait.',
    ],
    'auth.admin.email': [
      'Whom to ask',
      'The address that waiting people see. Left empty, it is that of the first admin.',
    ],
    'auth.admin.export': [
      'Export of all chats',
      'Whether admins may export everybody’s chats and the database.',
    ],
    'auth.admin.chat_access': [
      'Reading others’ chats',
      'Whether admins may open the chats of other people.',
    ],
    'user.permissions': [
      'What users may do',
      'The rights of everybody with the role user. Groups can give more.',
    ],
    'oauth.enable': ['Sign-in with providers', 'Whether the providers below open this server.'],
    'oauth.enable_signup': [
      'Accounts from providers',
      'Whether somebody who comes through a provider gets an account without being asked for.',
    ],
    'oauth.merge_accounts_by_email': [
      'Join accounts by email',
      'Whether a provider opens the account that has the address which the provider has verified.',
    ],
    'oauth.allowed_domains': [
      'Domains that may come in',
      'Ends of email addresses, one a line. A * lets in any.',
    ],
    'oauth.oidc.provider_name': ['Name on the button', 'What people read on the sign-in page.'],
    'oauth.oidc.provider_url': [
      'OpenID Connect: address',
      'The provider’s address, or that of its discovery document.',
    ],
    'oauth.oidc.client_id': ['OpenID Connect: client id', 'How the provider knows this server.'],
    'oauth.oidc.client_secret': [
      'OpenID Connect: client secret',
      'How this server proves itself to the provider.',
    ],
    'oauth.oidc.scopes': ['OpenID Connect: scopes', 'What the provider is asked for.'],
    'oauth.oidc.redirect_uri': [
      'OpenID Connect: redirect address',
      'Where the provider sends people back. Left empty, it is /oauth/oidc/callback here.',
    ],
    'oauth.google.client_id': ['Google: client id', 'From the Google Cloud console.'],
    'oauth.google.client_secret': ['Google: client secret', 'From the Google Cloud console.'],
    'oauth.google.scope': ['Google: scopes', 'What Google is asked for.'],
    'oauth.google.redirect_uri': [
      'Google: redirect address',
      'Where Google sends people back. Left empty, it is /oauth/google/callback here.',
    ],
    'oauth.microsoft.client_id': ['Microsoft: client id', 'From Microsoft Entra.'],
    'oauth.microsoft.client_secret': ['Microsoft: client secret', 'From Microsoft Entra.'],
    'oauth.microsoft.tenant_id': ['Microsoft: tenant', 'The directory whose people may sign in.'],
    'oauth.microsoft.scope': ['Microsoft: scopes', 'What Microsoft is asked for.'],
    'oauth.microsoft.redirect_uri': [
      'Microsoft: redirect address',
      'Where Microsoft sends people back. Left empty, it is /oauth/microsoft/callback here.',
    ],
    'oauth.microsoft.login_base_url': [
      'Microsoft: sign-in address',
      'National clouds have one of their own.',
    ],
    'oauth.github.client_id': ['GitHub: client id', 'From GitHub’s developer settings.'],
    'oauth.github.client_secret': ['GitHub: client secret', 'From GitHub’s developer settings.'],
    'oauth.github.scope': ['GitHub: scopes', 'What GitHub is asked for.'],
    'oauth.github.redirect_uri': [
      'GitHub: redirect address',
      'Where GitHub sends people back. Left empty, it is /oauth/github/callback here.',
    ],
    'oauth.github.url': ['GitHub: address', 'An enterprise server has one of its own.'],
    'oauth.oidc.username_claim': ['Claim with the name', 'The field that holds a person’s name.'],
    'oauth.oidc.email_claim': ['Claim with the email', 'The field that holds the email address.'],
    'oauth.oidc.avatar_claim': ['Claim with the picture', 'The field that holds the picture.'],
    'oauth.enable_role_mapping': [
      'Roles from the provider',
      'Whether the provider decides on everybody’s role, at every sign-in.',
    ],
    'oauth.roles_claim': ['Claim with the roles', 'The field that holds a person’s roles.'],
    'oauth.allowed_roles': [
      'Roles that are users',
      'The provider’s roles that let people in, one a line. Others wait.',
    ],
    'oauth.admin_roles': ['Roles that are admins', 'The provider’s roles of admins, one a line.'],
    'oauth.enable_group_mapping': [
      'Groups from the provider',
      'Whether the provider decides who is in the groups of the same name, at every sign-in.',
    ],
    'oauth.oidc.group_claim': ['Claim with the groups', 'The field that holds a person’s groups.'],
    'oauth.enable_end_session': [
      'Sign out there, too',
      'Whether signing out here leads to signing out at the provider.',
    ],
    'oauth.timeout': ['Patience with providers', 'Seconds that a provider may take to answer.'],
    'ldap.enable': ['Sign-in with a directory', 'Whether people may sign in through LDAP.'],
    'ldap.merge_accounts_by_email': [
      'Join accounts by email',
      'Whether the directory opens the account with the same address.',
    ],
    'ldap.server.label': ['Name of the directory', 'What people read on the sign-in page.'],
    'ldap.server.host': ['Host', 'Name or address of the directory’s server.'],
    'ldap.server.port': ['Port', 'Usually 389, or 636 with TLS from the start.'],
    'ldap.server.use_tls': ['Encryption', 'Speak to the directory encrypted or not at all.'],
    'ldap.server.tls_mode': [
      'Kind of encryption',
      'TLS from the start, or switched on after connecting.',
      { auto: 'By the port', tls: 'From the start', starttls: 'StartTLS' },
    ],
    'ldap.server.ca_cert_file': [
      'Certificates to trust',
      'A PEM file on the server. Left empty, the system’s own are used.',
    ],
    'ldap.server.ciphers': ['Ciphers', 'What this server offers for the encryption.'],
    'ldap.server.timeout': ['Patience', 'Seconds that the directory gets for one sign-in.'],
    'ldap.server.app_dn': [
      'Account for searching',
      'Whom this server signs in as to look people up. Left empty, it is nobody.',
    ],
    'ldap.server.app_password': ['Its password', 'Of the account for searching.'],
    'ldap.server.users_dn': ['Where people are', 'The branch of the directory that is searched.'],
    'ldap.server.search_filter': ['Which of them', 'A filter for entries that are people.'],
    'ldap.server.attribute_for_username': [
      'Attribute with the user name',
      'What people type to sign in.',
    ],
    'ldap.server.attribute_for_mail': ['Attribute with the email', 'Where the address stands.'],
    'ldap.server.attribute_for_name': ['Attribute with the name', 'Where the name stands.'],
    'ldap.server.attribute_for_picture': ['Attribute with the picture', 'Where the picture is.'],
    'ldap.group.enable_management': [
      'Groups from the directory',
      'Whether the directory decides who is in which group, at every sign-in.',
    ],
    'ldap.server.attribute_for_groups': [
      'Attribute with the groups',
      'Where a person’s groups stand.',
    ],
    'ldap.group.search_base': ['Where groups are', 'The branch to search for groups instead.'],
    'ldap.group.search_filter': ['Which of them', 'A filter for the groups that a person is in.'],
    webhook_url: [
      'Address',
      'Is told when somebody signs up, whatever the way in. Left empty, nobody is.',
    ],
    'webhook.secret': [
      'Secret',
      'Signs what the webhook is told, after the Standard Webhooks specification.',
    ],
    'webhook.timeout': ['Patience', 'Seconds that the receiver may take.'],
    'webhook.attempts': ['Attempts', 'How often it is tried, with growing pauses.'],
    'ui.default_locale': [
      'Language',
      'The page’s language for people who have not chosen one.',
      { '': 'As their browser' },
    ],
    'ui.default_models': ['Default models', 'What a new chat begins with.'],
    'ui.model_order_list': ['Order of models', 'Which models stand first in every list.'],
    'ui.prompt_suggestions': ['Suggestions', 'What an empty chat proposes.'],
    'ui.banners': ['Banners', 'Notices above every page.'],
    'ui.enable_community_sharing': [
      'Sharing outside',
      'Whether clients of Open WebUI offer to share chats with its community.',
    ],
    'ui.enable_message_rating': ['Rating of replies', 'Whether clients let people rate replies.'],
    'openai.enable': ['OpenAI-style connections', 'Whether they are used.'],
    'openai.api_base_urls': ['OpenAI-style addresses', 'Where models come from.'],
    'openai.api_keys': ['OpenAI-style keys', 'One for each address.'],
    'openai.api_configs': ['OpenAI-style options', 'What else is known of each address.'],
    'ollama.enable': ['Ollama connections', 'Whether they are used.'],
    'ollama.base_urls': ['Ollama addresses', 'Where local models come from.'],
    'ollama.api_configs': ['Ollama options', 'What else is known of each address.'],
    'task.model.external': [
      'Model for tasks',
      'Titles, tags and the like. A small, quick one is enough.',
    ],
    'task.model.default': [
      'Model for tasks, chats with Ollama',
      'The same where the chat’s own model is local.',
    ],
    'task.title.enable': ['Titles', 'Whether a model titles each new chat after the first answer.'],
    'task.title.prompt_template': [
      'Prompt for titles',
      'What the model is asked. Left empty, the built-in prompt is used.',
    ],
    'task.tags.enable': ['Tags', 'Whether a model proposes tags for a chat.'],
    'task.tags.prompt_template': [
      'Prompt for tags',
      'What the model is asked. Left empty, the built-in prompt is used.',
    ],
    'task.query.search.enable': [
      'Queries for the web',
      'Whether a model words what to search the web for.',
    ],
    'task.query.retrieval.enable': [
      'Queries for documents',
      'Whether a model words what to look up in documents.',
    ],
    'task.query.prompt_template': [
      'Prompt for queries',
      'What the model is asked. Left empty, the built-in prompt is used.',
    ],
    'task.query.seconds': [
      'Time for queries',
      'Seconds the model has to word what to look up. After that the question itself is looked up.',
    ],
    'task.autocomplete.enable': [
      'Completion while typing',
      'Whether a model completes what somebody is typing, in clients that ask for it.',
    ],
    'task.autocomplete.input_max_length': [
      'Longest text to complete',
      'In characters; -1 is any length.',
    ],
    'task.autocomplete.prompt_template': [
      'Prompt for completion',
      'What the model is asked. Left empty, the built-in prompt is used.',
    ],
    'rag.file.max_count': [
      'Files at once',
      'The most files that a message may carry. Empty sets no limit.',
    ],
    'rag.file.max_size': [
      'Largest file',
      'In MB. Larger files are refused before they are read. Empty sets no limit.',
    ],
    'files.quota_mb': [
      'Room for each person',
      'In MB, for everything that somebody has uploaded together. Empty sets no limit.',
    ],
    'rag.CONTENT_EXTRACTION_ENGINE': [
      'Reader of documents',
      'Who turns documents into words. The others are servers of your own.',
      { '': 'Hearth itself', tika: 'Tika', docling: 'Docling', external: 'Another server' },
    ],
    'rag.tika_server_url': ['Address of Tika', 'Where your Tika server answers.'],
    'rag.docling_server_url': ['Address of Docling', 'Where your Docling server answers.'],
    'rag.docling_api_key': ['Key of Docling', 'Sent to that address alone.'],
    'rag.external_document_loader_url': [
      'Address of the reader',
      'Where the other server answers.',
    ],
    'rag.external_document_loader_api_key': ['Key of the reader', 'Sent to that address alone.'],
    'rag.extract.seconds': [
      'Time for one document',
      'After so many seconds the reading of a document is given up.',
    ],
    'rag.extract.memory_mb': [
      'Memory for one document',
      'So many MB may be used for reading one; more ends it.',
    ],
    'rag.extract.unpacked_mb': [
      'Size when unpacked',
      'So many MB may come out of an office document or a book.',
    ],
    'rag.extract.characters': [
      'Length of a document',
      'A document with more characters is refused.',
    ],
    'rag.extract.images': [
      'Words in pictures',
      'Whether a model that sees reads pictures and scanned pages.',
      { '': 'Not read', model: 'Read by a model' },
    ],
    'rag.extract.vision_model': ['Model that reads pictures', 'A model that takes images.'],
    'rag.pdf_extract_images': [
      'Pictures inside PDFs',
      'Whether pictures on the pages of a PDF are read too.',
    ],
    'rag.top_k': ['Passages', 'How many passages a model is given.'],
    'rag.relevance_threshold': [
      'Least score',
      'Passages below it are left out; 0 leaves none out.',
    ],
    'rag.enable_hybrid_search': [
      'Search by words too',
      'Whether words count beside meaning. Names and numbers are found better by it.',
    ],
    'rag.index_from': [
      'Index from so many passages',
      'A larger knowledge base gets an index at its next change, which keeps searches quick; a smaller one is searched passage by passage.',
    ],
    'rag.embedding_engine': [
      'Embedder',
      'Who turns passages into numbers. After a change all documents are read anew beside the present index.',
      { '': 'Hearth itself', ollama: 'Ollama', openai: 'A server that speaks to OpenAI’s clients' },
    ],
    'rag.embedding_model': ['Embedding model', 'Its name at that server.'],
    'rag.embedding_batch_size': [
      'Passages in one call',
      'How many are sent to the server together.',
    ],
    'rag.embedding_query_prefix': [
      'Words before a question',
      'Some models want to read them before each question.',
    ],
    'rag.embedding_content_prefix': [
      'Words before a passage',
      'The same for passages. Read everything anew after a change.',
    ],
    'rag.embedding_idle_seconds': [
      'Rest after',
      'So many seconds without work, and the embedder gives its memory back; 0 keeps it.',
    ],
    'rag.reranking_engine': [
      'Second look',
      'Whether the best passages are weighed once more: by a reranking server, or by a chat model, which takes longer.',
      { '': 'None', external: 'By a server', model: 'By a chat model' },
    ],
    'rag.reranking_model': [
      'Model for it',
      'The id of a chat model here, or the name at that server.',
    ],
    'rag.external_reranker_url': [
      'Address of the reranker',
      'The whole address, such as http://localhost:8000/v1/rerank.',
    ],
    'rag.external_reranker_timeout': [
      'Patience with the reranker',
      'Seconds that it may take; then passages keep the order of the search.',
    ],
    'rag.external_reranker_api_key': ['Key of the reranker', 'Sent to that address alone.'],
    'rag.text_splitter': [
      'Measure of passages',
      'Whether their length counts characters or tokens.',
      { '': 'Characters', character: 'Characters (as named by Open WebUI)', token: 'Tokens' },
    ],
    'rag.tiktoken_encoding_name': [
      'Encoding of tokens',
      'How tokens are counted, such as cl100k_base.',
    ],
    'rag.chunk_size': [
      'Length of a passage',
      'Longer ones say more, shorter ones are found more exactly. Counts for what is read from now on.',
    ],
    'rag.chunk_overlap': ['Overlap', 'How much of a passage the next one repeats.'],
    'rag.template': [
      'Instructions with passages',
      'How passages are put before a model. {{CONTEXT}} stands for them, {{QUERY}} for the question.',
    ],
    'rag.full_context_characters': [
      'Read whole up to',
      'Attached documents up to so many characters are given whole where the model has room; 0 never does.',
    ],
    'rag.openai_api_base_url': ['Address of the embedder', 'Such as https://api.openai.com/v1.'],
    'rag.openai_api_key': ['Key of the embedder', 'Sent to that address alone.'],
    'rag.ollama.url': ['Address of Ollama', 'Where it answers; the first connection unless set.'],
    'rag.ollama.key': ['Key of Ollama', 'Sent to that address alone.'],
    'rag.web.search.enable': ['Web search', 'Whether people may let a chat search the web.'],
    'rag.web.search.engine': [
      'Search engine',
      'Who is asked. SearXNG needs an address and DuckDuckGo nothing; the others need a key.',
      {
        '': 'None',
        searxng: 'SearXNG',
        google_pse: 'Google PSE',
        brave: 'Brave',
        mojeek: 'Mojeek',
        bing: 'Bing',
        serpstack: 'Serpstack',
        serper: 'Serper',
        serply: 'Serply',
        searchapi: 'SearchApi',
        serpapi: 'SerpApi',
        tavily: 'Tavily',
        jina: 'Jina',
        kagi: 'Kagi',
        duckduckgo: 'DuckDuckGo',
      },
    ],
    'rag.web.search.result_count': ['Results', 'How many pages of a search are read.'],
    'rag.web.search.concurrent_requests': [
      'Pages at once',
      'How many of them are fetched side by side.',
    ],
    'rag.rag.web.search.domain.filter_list': [
      'Hosts to search in',
      'With all their subdomains; empty is everywhere. A host with ! before it is left out.',
    ],
    'rag.web.search.searxng_query_url': [
      'SearXNG: address',
      'Such as https://search.example.org/search. Its settings have to allow the format json.',
    ],
    'rag.web.search.google_pse_url': [
      'Google PSE: address',
      'Change it only where a gateway stands before Google PSE.',
    ],
    'rag.web.search.google_pse_api_key': [
      'Google PSE: key',
      'From Google PSE. It is sent to the address above alone.',
    ],
    'rag.web.search.google_pse_engine_id': [
      'Google PSE: engine',
      'The id of the engine that you made there.',
    ],
    'rag.web.search.brave_search_url': [
      'Brave: address',
      'Change it only where a gateway stands before Brave.',
    ],
    'rag.web.search.brave_search_api_key': [
      'Brave: key',
      'From Brave. It is sent to the address above alone.',
    ],
    'rag.web.search.mojeek_search_url': [
      'Mojeek: address',
      'Change it only where a gateway stands before Mojeek.',
    ],
    'rag.web.search.mojeek_search_api_key': [
      'Mojeek: key',
      'From Mojeek. It is sent to the address above alone.',
    ],
    'rag.web.search.bing_search_v7_endpoint': [
      'Bing: address',
      'Change it only where a gateway stands before Bing.',
    ],
    'rag.web.search.bing_search_v7_subscription_key': [
      'Bing: key',
      'From Bing. It is sent to the address above alone.',
    ],
    'rag.web.search.serpstack_https': [
      'Serpstack over https',
      'Off only for plans without encryption.',
    ],
    'rag.web.search.serpstack_url': [
      'Serpstack: address',
      'Change it only where a gateway stands before Serpstack.',
    ],
    'rag.web.search.serpstack_api_key': [
      'Serpstack: key',
      'From Serpstack. It is sent to the address above alone.',
    ],
    'rag.web.search.serper_url': [
      'Serper: address',
      'Change it only where a gateway stands before Serper.',
    ],
    'rag.web.search.serper_api_key': [
      'Serper: key',
      'From Serper. It is sent to the address above alone.',
    ],
    'rag.web.search.serply_url': [
      'Serply: address',
      'Change it only where a gateway stands before Serply.',
    ],
    'rag.web.search.serply_api_key': [
      'Serply: key',
      'From Serply. It is sent to the address above alone.',
    ],
    'rag.web.search.searchapi_url': [
      'SearchApi: address',
      'Change it only where a gateway stands before SearchApi.',
    ],
    'rag.web.search.searchapi_api_key': [
      'SearchApi: key',
      'From SearchApi. It is sent to the address above alone.',
    ],
    'rag.web.search.searchapi_engine': [
      'SearchApi: engine',
      'Such as google or bing; empty is google.',
    ],
    'rag.web.search.serpapi_url': [
      'SerpApi: address',
      'Change it only where a gateway stands before SerpApi.',
    ],
    'rag.web.search.serpapi_api_key': [
      'SerpApi: key',
      'From SerpApi. It is sent to the address above alone.',
    ],
    'rag.web.search.serpapi_engine': [
      'SerpApi: engine',
      'Such as google or bing; empty is google.',
    ],
    'rag.web.search.tavily_url': [
      'Tavily: address',
      'Change it only where a gateway stands before Tavily.',
    ],
    'rag.web.search.tavily_api_key': [
      'Tavily: key',
      'From Tavily. It is sent to the address above alone.',
    ],
    'rag.web.search.jina_url': [
      'Jina: address',
      'Change it only where a gateway stands before Jina.',
    ],
    'rag.web.search.jina_api_key': [
      'Jina: key',
      'From Jina. It is sent to the address above alone.',
    ],
    'rag.web.search.kagi_search_url': [
      'Kagi: address',
      'Change it only where a gateway stands before Kagi.',
    ],
    'rag.web.search.kagi_search_api_key': [
      'Kagi: key',
      'From Kagi. It is sent to the address above alone.',
    ],
    'rag.web.search.duckduckgo_url': [
      'DuckDuckGo: address',
      'Change it only where a gateway stands before DuckDuckGo.',
    ],
    'rag.enable_web_loader_ssl_verification': [
      'Check certificates',
      'Whether pages whose certificate is not trusted are refused. Leave it on.',
    ],
    'rag.web.loader_timeout': [
      'Patience with pages',
      'Seconds until a page is given up, or what is missing of a search.',
    ],
    'rag.enable_local_web_fetch': [
      'Pages of your own network',
      'Whether people may fetch pages of the networks below. They see what those show, so think of devices without a password.',
    ],
    'rag.web.local_networks': ['Which networks', 'Addresses and ranges, such as 10.1.2.0/24.'],
    'rag.youtube_loader_language': [
      'Languages of subtitles',
      'Tags in the order in which they are tried; English comes last.',
    ],
    'rag.youtube_loader_translation': [
      'Translate subtitles',
      'Into the language with this tag, by YouTube. Left empty, they stay as they are.',
    ],
    'rag.youtube_loader_proxy_url': [
      'Proxy for subtitles',
      'For servers that YouTube does not let in.',
    ],
    'audit.days': ['Audit log', 'Days that entries are kept.'],
    'usage.days': ['Figures of usage', 'Days that they are kept.'],
    'usage.currency': ['Currency', 'Of prices and budgets.'],
    'budget.exempt_admins': ['Admins without budgets', 'Whether budgets leave admins alone.'],
    'retention.days': [
      'Chats go after',
      'Days without a change after which a chat is deleted, but for pinned and filed ones. 0 keeps all.',
    ],
    'metrics.token': ['Token for metrics', 'Opens /metrics to who shows it as a bearer token.'],
  },
}
