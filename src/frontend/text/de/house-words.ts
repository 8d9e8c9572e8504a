// What every setting of the server is called and does; loaded only for admins.
import type { HouseCatalogue } from '../house'

export const words: HouseCatalogue = {
  areas: {
    Accounts: 'Konten',
    'Sign-in with providers': 'Anmeldung über Anbieter',
    'Sign-in through LDAP': 'Anmeldung über ein Verzeichnis',
    Webhook: 'Webhook',
    Page: 'Oberfläche',
    Providers: 'Verbindungen',
    Tasks: 'Aufgaben',
    Files: 'Dateien',
    Documents: 'Dokumente',
    'Web search': 'Web',
    'Audit and usage': 'Protokoll und Nutzung',
  },
  settings: {
    'ui.enable_signup': ['Registrierung', 'Ob man selbst ein Konto anlegen kann.'],
    'ui.ENABLE_LOGIN_FORM': [
      'Anmeldung mit Passwort',
      'Ob die Anmeldeseite nach E-Mail und Passwort fragt. Anlassen, bis ein anderer Weg funktioniert.',
    ],
    'ui.default_user_role': [
      'Rolle neuer Konten',
      'Wartend heißt, dass jemand aus der Verwaltung jedes einzeln einlässt.',
      { pending: 'Wartend', user: 'Nutzer', admin: 'Admin' },
    ],
    'auth.api_key.enable': ['API-Schlüssel', 'Ob man Schlüssel für andere Programme anlegen darf.'],
    'auth.jwt_expiry': [
      'Dauer einer Sitzung',
      'Wie lange eine Anmeldung gilt, etwa 12h oder 4w. Mit -1, bis sie 30 Tage nicht genutzt wurde.',
    ],
    'auth.second_factor': [
      'Zweiter Faktor',
      'Wer die Anmeldung mit einer App oder einem Passkey bestätigen muss. Alle anderen dürfen.',
      { nobody: 'Niemand muss', admins: 'Admins', everybody: 'Alle' },
    ],
    'auth.passkeys.enable': ['Passkeys', 'Ob man sich mit einem Passkey anmelden darf.'],
    'auth.admin.show': [
      'Zeigen, wen man fragt',
      'Zeigt Wartenden Namen und E-Mail-Adresse eines Admins.',
    ],
    'auth.admin.email': [
      'Wen man fragt',
      'Die Adresse, die Wartende sehen. Leer ist es die des ersten Admins.',
    ],
    'auth.admin.export': [
      'Export aller Chats',
      'Ob Admins die Chats aller und die Datenbank exportieren dürfen.',
    ],
    'auth.admin.chat_access': [
      'Chats anderer lesen',
      'Ob Admins die Chats anderer Menschen öffnen dürfen.',
    ],
    'user.permissions': [
      'Was Nutzer dürfen',
      'Die Rechte aller mit der Rolle Nutzer. Gruppen können mehr erlauben.',
    ],
    'oauth.enable': ['Anmeldung über Anbieter', 'Ob die Anbieter unten diesen Server öffnen.'],
    'oauth.enable_signup': [
      'Konten von Anbietern',
      'Ob ein Konto bekommt, wer über einen Anbieter kommt.',
    ],
    'oauth.merge_accounts_by_email': [
      'Konten über E-Mail verbinden',
      'Ob ein Anbieter das Konto mit der Adresse öffnet, die er bestätigt hat.',
    ],
    'oauth.allowed_domains': [
      'Zugelassene Domänen',
      'Enden von E-Mail-Adressen, eines je Zeile. Ein * lässt alle ein.',
    ],
    'oauth.oidc.provider_name': ['Name auf der Schaltfläche', 'Was auf der Anmeldeseite steht.'],
    'oauth.oidc.provider_url': [
      'OpenID Connect: Adresse',
      'Die des Anbieters oder seines Discovery-Dokuments.',
    ],
    'oauth.oidc.client_id': ['OpenID Connect: Client-ID', 'Woran der Anbieter den Server kennt.'],
    'oauth.oidc.client_secret': [
      'OpenID Connect: Client-Geheimnis',
      'Womit sich der Server beim Anbieter ausweist.',
    ],
    'oauth.oidc.scopes': ['OpenID Connect: Scopes', 'Wonach der Anbieter gefragt wird.'],
    'oauth.oidc.redirect_uri': [
      'OpenID Connect: Rückkehradresse',
      'Wohin der Anbieter zurückschickt. Leer ist es /oauth/oidc/callback hier.',
    ],
    'oauth.google.client_id': ['Google: Client-ID', 'Aus der Google-Cloud-Konsole.'],
    'oauth.google.client_secret': ['Google: Client-Geheimnis', 'Aus der Google-Cloud-Konsole.'],
    'oauth.google.scope': ['Google: Scopes', 'Wonach Google gefragt wird.'],
    'oauth.google.redirect_uri': [
      'Google: Rückkehradresse',
      'Wohin Google zurückschickt. Leer ist es /oauth/google/callback hier.',
    ],
    'oauth.microsoft.client_id': ['Microsoft: Client-ID', 'Aus Microsoft Entra.'],
    'oauth.microsoft.client_secret': ['Microsoft: Client-Geheimnis', 'Aus Microsoft Entra.'],
    'oauth.microsoft.tenant_id': ['Microsoft: Mandant', 'Wessen Leute sich anmelden dürfen.'],
    'oauth.microsoft.scope': ['Microsoft: Scopes', 'Wonach Microsoft gefragt wird.'],
    'oauth.microsoft.redirect_uri': [
      'Microsoft: Rückkehradresse',
      'Wohin Microsoft zurückschickt. Leer ist es /oauth/microsoft/callback hier.',
    ],
    'oauth.microsoft.login_base_url': [
      'Microsoft: Anmeldeadresse',
      'Nationale Clouds haben eine eigene.',
    ],
    'oauth.github.client_id': ['GitHub: Client-ID', 'Aus den Entwicklereinstellungen von GitHub.'],
    'oauth.github.client_secret': [
      'GitHub: Client-Geheimnis',
      'Aus den Entwicklereinstellungen von GitHub.',
    ],
    'oauth.github.scope': ['GitHub: Scopes', 'Wonach GitHub gefragt wird.'],
    'oauth.github.redirect_uri': [
      'GitHub: Rückkehradresse',
      'Wohin GitHub zurückschickt. Leer ist es /oauth/github/callback hier.',
    ],
    'oauth.github.url': ['GitHub: Adresse', 'Ein Enterprise-Server hat eine eigene.'],
    'oauth.oidc.username_claim': ['Claim mit dem Namen', 'Das Feld mit dem Namen.'],
    'oauth.oidc.email_claim': ['Claim mit der E-Mail', 'Das Feld mit der E-Mail-Adresse.'],
    'oauth.oidc.avatar_claim': ['Claim mit dem Bild', 'Das Feld mit dem Bild.'],
    'oauth.enable_role_mapping': [
      'Rollen vom Anbieter',
      'Ob der Anbieter bei jeder Anmeldung über die Rolle entscheidet.',
    ],
    'oauth.roles_claim': ['Claim mit den Rollen', 'Das Feld mit den Rollen.'],
    'oauth.allowed_roles': [
      'Rollen, die Nutzer sind',
      'Rollen des Anbieters, die einlassen, eine je Zeile. Andere warten.',
    ],
    'oauth.admin_roles': ['Rollen, die Admins sind', 'Rollen des Anbieters, eine je Zeile.'],
    'oauth.enable_group_mapping': [
      'Gruppen vom Anbieter',
      'Ob der Anbieter bei jeder Anmeldung entscheidet, wer in den gleichnamigen Gruppen ist.',
    ],
    'oauth.oidc.group_claim': ['Claim mit den Gruppen', 'Das Feld mit den Gruppen.'],
    'oauth.enable_end_session': [
      'Auch dort abmelden',
      'Ob das Abmelden hier zum Abmelden beim Anbieter führt.',
    ],
    'oauth.timeout': ['Geduld mit Anbietern', 'Sekunden, die ein Anbieter brauchen darf.'],
    'ldap.enable': ['Anmeldung über ein Verzeichnis', 'Ob man sich über LDAP anmelden darf.'],
    'ldap.merge_accounts_by_email': [
      'Konten über E-Mail verbinden',
      'Ob das Verzeichnis das Konto mit derselben Adresse öffnet.',
    ],
    'ldap.server.label': ['Name des Verzeichnisses', 'Was auf der Anmeldeseite steht.'],
    'ldap.server.host': ['Host', 'Name oder Adresse seines Servers.'],
    'ldap.server.port': ['Port', 'Meist 389, mit TLS von Anfang an 636.'],
    'ldap.server.use_tls': ['Verschlüsselung', 'Verschlüsselt oder gar nicht.'],
    'ldap.server.tls_mode': [
      'Art der Verschlüsselung',
      'TLS von Anfang an oder erst nach dem Verbinden.',
      { auto: 'Nach dem Port', tls: 'Von Anfang an', starttls: 'StartTLS' },
    ],
    'ldap.server.ca_cert_file': [
      'Zertifikate, denen vertraut wird',
      'Eine PEM-Datei auf dem Server. Leer sind es die des Systems.',
    ],
    'ldap.server.ciphers': ['Chiffren', 'Was der Server zur Verschlüsselung anbietet.'],
    'ldap.server.timeout': ['Geduld', 'Sekunden für eine Anmeldung.'],
    'ldap.server.app_dn': [
      'Konto zum Suchen',
      'Als wer der Server sich anmeldet, um Leute zu finden. Leer ist niemand.',
    ],
    'ldap.server.app_password': ['Sein Passwort', 'Das des Kontos zum Suchen.'],
    'ldap.server.users_dn': ['Wo die Leute sind', 'Der Zweig, in dem gesucht wird.'],
    'ldap.server.search_filter': ['Welche davon', 'Ein Filter für Einträge, die Menschen sind.'],
    'ldap.server.attribute_for_username': [
      'Attribut mit dem Benutzernamen',
      'Was man zum Anmelden eingibt.',
    ],
    'ldap.server.attribute_for_mail': ['Attribut mit der E-Mail', 'Wo die Adresse steht.'],
    'ldap.server.attribute_for_name': ['Attribut mit dem Namen', 'Wo der Name steht.'],
    'ldap.server.attribute_for_picture': ['Attribut mit dem Bild', 'Wo das Bild ist.'],
    'ldap.group.enable_management': [
      'Gruppen aus dem Verzeichnis',
      'Ob das Verzeichnis bei jeder Anmeldung entscheidet, wer in welcher Gruppe ist.',
    ],
    'ldap.server.attribute_for_groups': ['Attribut mit den Gruppen', 'Wo die Gruppen stehen.'],
    'ldap.group.search_base': [
      'Wo die Gruppen sind',
      'Der Zweig, in dem man sie stattdessen sucht.',
    ],
    'ldap.group.search_filter': ['Welche davon', 'Ein Filter für die Gruppen eines Menschen.'],
    webhook_url: [
      'Adresse',
      'Erfährt, wer sich registriert, auf welchem Weg auch immer. Leer erfährt es niemand.',
    ],
    'webhook.secret': [
      'Geheimnis',
      'Signiert nach der Spezifikation Standard Webhooks, was der Webhook erfährt.',
    ],
    'webhook.timeout': ['Geduld', 'Sekunden, die der Empfänger brauchen darf.'],
    'webhook.attempts': ['Versuche', 'Wie oft es versucht wird, mit wachsenden Pausen.'],
    'ui.default_locale': [
      'Sprache',
      'Die Sprache der Seite für alle, die keine gewählt haben.',
      { '': 'Wie ihr Browser' },
    ],
    'ui.default_models': ['Standardmodelle', 'Womit ein neuer Chat beginnt.'],
    'ui.model_order_list': ['Reihenfolge der Modelle', 'Welche in jeder Liste vorn stehen.'],
    'ui.prompt_suggestions': ['Vorschläge', 'Was ein leerer Chat vorschlägt.'],
    'ui.banners': ['Banner', 'Hinweise über jeder Seite.'],
    'ui.enable_community_sharing': [
      'Nach außen teilen',
      'Ob Clients von Open WebUI anbieten, Chats mit dessen Gemeinschaft zu teilen.',
    ],
    'ui.enable_message_rating': ['Bewerten von Antworten', 'Ob Clients Antworten bewerten lassen.'],
    'openai.enable': ['Verbindungen nach Art von OpenAI', 'Ob sie genutzt werden.'],
    'openai.api_base_urls': ['Adressen nach Art von OpenAI', 'Woher Modelle kommen.'],
    'openai.api_keys': ['Schlüssel nach Art von OpenAI', 'Einer je Adresse.'],
    'openai.api_configs': ['Optionen nach Art von OpenAI', 'Was sonst über jede bekannt ist.'],
    'ollama.enable': ['Ollama-Verbindungen', 'Ob sie genutzt werden.'],
    'ollama.base_urls': ['Ollama-Adressen', 'Woher lokale Modelle kommen.'],
    'ollama.api_configs': ['Ollama-Optionen', 'Was sonst über jede bekannt ist.'],
    'task.model.external': [
      'Modell für Aufgaben',
      'Titel, Schlagworte und dergleichen. Ein kleines, schnelles genügt.',
    ],
    'task.model.default': [
      'Modell für Aufgaben, Chats mit Ollama',
      'Dasselbe, wo das Modell des Chats lokal ist.',
    ],
    'task.title.enable': [
      'Titel',
      'Ob ein Modell jedem neuen Chat nach der ersten Antwort einen Titel gibt.',
    ],
    'task.title.prompt_template': [
      'Prompt für Titel',
      'Was das Modell gefragt wird. Leer gilt der eingebaute Prompt.',
    ],
    'task.tags.enable': ['Schlagworte', 'Ob ein Modell Schlagworte für einen Chat vorschlägt.'],
    'task.tags.prompt_template': [
      'Prompt für Schlagworte',
      'Was das Modell gefragt wird. Leer gilt der eingebaute Prompt.',
    ],
    'task.query.search.enable': [
      'Suchanfragen fürs Web',
      'Ob ein Modell formuliert, wonach im Web gesucht wird.',
    ],
    'task.query.retrieval.enable': [
      'Suchanfragen für Dokumente',
      'Ob ein Modell formuliert, was in Dokumenten nachgeschlagen wird.',
    ],
    'task.query.prompt_template': [
      'Prompt für Suchanfragen',
      'Was das Modell gefragt wird. Leer gilt der eingebaute Prompt.',
    ],
    'task.query.seconds': [
      'Zeit für Suchanfragen',
      'Sekunden, die das Modell hat, um Suchanfragen zu formulieren. Danach wird mit der Frage selbst gesucht.',
    ],
    'task.autocomplete.enable': [
      'Vervollständigung beim Tippen',
      'Ob ein Modell ergänzt, was jemand tippt, in Clients, die danach fragen.',
    ],
    'task.autocomplete.input_max_length': [
      'Längster Text zum Ergänzen',
      'In Zeichen; -1 ist jede Länge.',
    ],
    'task.autocomplete.prompt_template': [
      'Prompt für Vervollständigung',
      'Was das Modell gefragt wird. Leer gilt der eingebaute Prompt.',
    ],
    'rag.file.max_count': [
      'Dateien auf einmal',
      'So viele Dateien darf eine Nachricht höchstens tragen. Leer heißt ohne Grenze.',
    ],
    'rag.file.max_size': [
      'Größte Datei',
      'In MB. Größere werden abgelehnt, bevor sie gelesen sind. Leer heißt ohne Grenze.',
    ],
    'files.quota_mb': [
      'Platz für jeden Menschen',
      'In MB, für alles, was jemand hochgeladen hat, zusammen. Leer heißt ohne Grenze.',
    ],
    'rag.CONTENT_EXTRACTION_ENGINE': [
      'Leser der Dokumente',
      'Wer aus Dokumenten Text macht. Die anderen sind eigene Server.',
      { '': 'Hearth selbst', tika: 'Tika', docling: 'Docling', external: 'Ein anderer Server' },
    ],
    'rag.tika_server_url': ['Adresse von Tika', 'Wo dein Tika-Server antwortet.'],
    'rag.docling_server_url': ['Adresse von Docling', 'Wo dein Docling-Server antwortet.'],
    'rag.docling_api_key': ['Schlüssel von Docling', 'Geht nur an diese Adresse.'],
    'rag.external_document_loader_url': ['Adresse des Lesers', 'Wo der andere Server antwortet.'],
    'rag.external_document_loader_api_key': ['Schlüssel des Lesers', 'Geht nur an diese Adresse.'],
    'rag.extract.seconds': [
      'Zeit für ein Dokument',
      'Nach so vielen Sekunden wird das Lesen eines Dokuments aufgegeben.',
    ],
    'rag.extract.memory_mb': [
      'Speicher für ein Dokument',
      'So viele MB darf das Lesen brauchen; mehr beendet es.',
    ],
    'rag.extract.unpacked_mb': [
      'Größe ausgepackt',
      'So viele MB dürfen aus einem Büro-Dokument oder Buch herauskommen.',
    ],
    'rag.extract.characters': [
      'Länge eines Dokuments',
      'Ein Dokument mit mehr Zeichen wird abgelehnt.',
    ],
    'rag.extract.images': [
      'Text in Bildern',
      'Ob ein sehendes Modell Bilder und gescannte Seiten liest.',
      { '': 'Nicht gelesen', model: 'Von einem Modell gelesen' },
    ],
    'rag.extract.vision_model': ['Modell, das Bilder liest', 'Ein Modell, das Bilder annimmt.'],
    'rag.pdf_extract_images': [
      'Bilder in PDFs',
      'Ob auch Bilder auf den Seiten eines PDF gelesen werden.',
    ],
    'rag.top_k': ['Stellen', 'Wie viele Stellen ein Modell bekommt.'],
    'rag.relevance_threshold': [
      'Mindestwertung',
      'Stellen darunter bleiben weg; bei 0 bleibt keine weg.',
    ],
    'rag.enable_hybrid_search': [
      'Auch nach Wörtern suchen',
      'Ob neben der Bedeutung auch Wörter zählen. Namen und Zahlen finden sich so besser.',
    ],
    'rag.index_from': [
      'Index ab so vielen Stellen',
      'Eine größere Wissensbasis bekommt bei ihrer nächsten Änderung einen Index, damit Suchen schnell bleiben; eine kleinere wird Stelle für Stelle durchsucht.',
    ],
    'rag.embedding_engine': [
      'Einbettung',
      'Wer aus Stellen Zahlen macht. Nach einer Änderung werden alle Dokumente neben dem jetzigen Index neu eingelesen.',
      {
        '': 'Hearth selbst',
        ollama: 'Ollama',
        openai: 'Ein Server mit der Schnittstelle von OpenAI',
      },
    ],
    'rag.embedding_model': ['Einbettungsmodell', 'Sein Name bei diesem Server.'],
    'rag.embedding_batch_size': ['Stellen je Anfrage', 'Wie viele zusammen an den Server gehen.'],
    'rag.embedding_query_prefix': [
      'Worte vor einer Frage',
      'Manche Modelle wollen sie vor jeder Frage lesen.',
    ],
    'rag.embedding_content_prefix': [
      'Worte vor einer Stelle',
      'Dasselbe für Stellen. Nach einer Änderung alles neu einlesen.',
    ],
    'rag.embedding_idle_seconds': [
      'Ruhe nach',
      'Nach so vielen Sekunden ohne Arbeit gibt das Einbettungsmodell seinen Speicher zurück; 0 behält ihn.',
    ],
    'rag.reranking_engine': [
      'Zweiter Blick',
      'Ob die besten Stellen noch einmal abgewogen werden: von einem Reranker, oder von einem Chat-Modell, was länger dauert.',
      { '': 'Keiner', external: 'Von einem Server', model: 'Von einem Chat-Modell' },
    ],
    'rag.reranking_model': [
      'Modell dafür',
      'Die Kennung eines Chat-Modells hier, oder der Name bei diesem Server.',
    ],
    'rag.external_reranker_url': [
      'Adresse des Rerankers',
      'Die ganze Adresse, etwa http://localhost:8000/v1/rerank.',
    ],
    'rag.external_reranker_timeout': [
      'Geduld mit dem Reranker',
      'Sekunden, die er brauchen darf; danach bleibt die Reihenfolge der Suche.',
    ],
    'rag.external_reranker_api_key': ['Schlüssel des Rerankers', 'Geht nur an diese Adresse.'],
    'rag.text_splitter': [
      'Maß der Stellen',
      'Ob ihre Länge in Zeichen oder in Token zählt.',
      { '': 'Zeichen', character: 'Zeichen (wie Open WebUI es nennt)', token: 'Token' },
    ],
    'rag.tiktoken_encoding_name': [
      'Kodierung der Token',
      'Wie Token gezählt werden, etwa cl100k_base.',
    ],
    'rag.chunk_size': [
      'Länge einer Stelle',
      'Längere sagen mehr, kürzere werden genauer gefunden. Gilt für alles, was von jetzt an gelesen wird.',
    ],
    'rag.chunk_overlap': ['Überlappung', 'Wie viel einer Stelle die nächste wiederholt.'],
    'rag.template': [
      'Anleitung zu den Stellen',
      'Wie Stellen einem Modell vorgelegt werden. {{CONTEXT}} steht für sie, {{QUERY}} für die Frage.',
    ],
    'rag.full_context_characters': [
      'Ganz gelesen bis',
      'Angehängte Dokumente bis zu so vielen Zeichen werden ganz mitgegeben, wenn das Modell Platz hat; 0 tut es nie.',
    ],
    'rag.openai_api_base_url': [
      'Adresse des Einbettungsmodells',
      'Etwa https://api.openai.com/v1.',
    ],
    'rag.openai_api_key': ['Schlüssel des Einbettungsmodells', 'Geht nur an diese Adresse.'],
    'rag.ollama.url': ['Adresse von Ollama', 'Wo es antwortet; ohne Angabe die erste Verbindung.'],
    'rag.ollama.key': ['Schlüssel von Ollama', 'Geht nur an diese Adresse.'],
    'rag.web.search.enable': ['Websuche', 'Ob ein Chat für Leute im Web suchen darf.'],
    'rag.web.search.engine': [
      'Suchmaschine',
      'Wer gefragt wird. SearXNG braucht eine Adresse, DuckDuckGo nichts, die anderen einen Schlüssel.',
      {
        '': 'Keine',
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
    'rag.web.search.result_count': ['Ergebnisse', 'Wie viele Seiten einer Suche gelesen werden.'],
    'rag.web.search.concurrent_requests': [
      'Seiten zugleich',
      'Wie viele davon nebeneinander geholt werden.',
    ],
    'rag.rag.web.search.domain.filter_list': [
      'Wo gesucht wird',
      'Namen von Hosts, mit allen darunter; leer ist überall. Einer mit ! davor bleibt außen vor.',
    ],
    'rag.web.search.searxng_query_url': [
      'SearXNG: Adresse',
      'Etwa https://search.example.org/search. Dort muss das Format json erlaubt sein.',
    ],
    'rag.web.search.google_pse_url': [
      'Google PSE: Adresse',
      'Nur zu ändern, wo ein Gateway vor Google PSE steht.',
    ],
    'rag.web.search.google_pse_api_key': [
      'Google PSE: Schlüssel',
      'Von Google PSE. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.google_pse_engine_id': [
      'Google PSE: Suchmaschine',
      'Die Kennung der Suchmaschine, die du dort angelegt hast.',
    ],
    'rag.web.search.brave_search_url': [
      'Brave: Adresse',
      'Nur zu ändern, wo ein Gateway vor Brave steht.',
    ],
    'rag.web.search.brave_search_api_key': [
      'Brave: Schlüssel',
      'Von Brave. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.mojeek_search_url': [
      'Mojeek: Adresse',
      'Nur zu ändern, wo ein Gateway vor Mojeek steht.',
    ],
    'rag.web.search.mojeek_search_api_key': [
      'Mojeek: Schlüssel',
      'Von Mojeek. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.bing_search_v7_endpoint': [
      'Bing: Adresse',
      'Nur zu ändern, wo ein Gateway vor Bing steht.',
    ],
    'rag.web.search.bing_search_v7_subscription_key': [
      'Bing: Schlüssel',
      'Von Bing. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.serpstack_https': [
      'Serpstack über https',
      'Nur bei Tarifen ohne Verschlüsselung auszuschalten.',
    ],
    'rag.web.search.serpstack_url': [
      'Serpstack: Adresse',
      'Nur zu ändern, wo ein Gateway vor Serpstack steht.',
    ],
    'rag.web.search.serpstack_api_key': [
      'Serpstack: Schlüssel',
      'Von Serpstack. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.serper_url': [
      'Serper: Adresse',
      'Nur zu ändern, wo ein Gateway vor Serper steht.',
    ],
    'rag.web.search.serper_api_key': [
      'Serper: Schlüssel',
      'Von Serper. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.serply_url': [
      'Serply: Adresse',
      'Nur zu ändern, wo ein Gateway vor Serply steht.',
    ],
    'rag.web.search.serply_api_key': [
      'Serply: Schlüssel',
      'Von Serply. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.searchapi_url': [
      'SearchApi: Adresse',
      'Nur zu ändern, wo ein Gateway vor SearchApi steht.',
    ],
    'rag.web.search.searchapi_api_key': [
      'SearchApi: Schlüssel',
      'Von SearchApi. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.searchapi_engine': [
      'SearchApi: Suchmaschine',
      'Etwa google oder bing; leer ist google.',
    ],
    'rag.web.search.serpapi_url': [
      'SerpApi: Adresse',
      'Nur zu ändern, wo ein Gateway vor SerpApi steht.',
    ],
    'rag.web.search.serpapi_api_key': [
      'SerpApi: Schlüssel',
      'Von SerpApi. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.serpapi_engine': [
      'SerpApi: Suchmaschine',
      'Etwa google oder bing; leer ist google.',
    ],
    'rag.web.search.tavily_url': [
      'Tavily: Adresse',
      'Nur zu ändern, wo ein Gateway vor Tavily steht.',
    ],
    'rag.web.search.tavily_api_key': [
      'Tavily: Schlüssel',
      'Von Tavily. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.jina_url': ['Jina: Adresse', 'Nur zu ändern, wo ein Gateway vor Jina steht.'],
    'rag.web.search.jina_api_key': [
      'Jina: Schlüssel',
      'Von Jina. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.kagi_search_url': [
      'Kagi: Adresse',
      'Nur zu ändern, wo ein Gateway vor Kagi steht.',
    ],
    'rag.web.search.kagi_search_api_key': [
      'Kagi: Schlüssel',
      'Von Kagi. Er geht nur an die Adresse darüber.',
    ],
    'rag.web.search.duckduckgo_url': [
      'DuckDuckGo: Adresse',
      'Nur zu ändern, wo ein Gateway vor DuckDuckGo steht.',
    ],
    'rag.enable_web_loader_ssl_verification': [
      'Zertifikate prüfen',
      'Ob Seiten abgelehnt werden, deren Zertifikat nicht vertraut wird. Lass es an.',
    ],
    'rag.web.loader_timeout': [
      'Geduld mit Seiten',
      'Sekunden, nach denen eine Seite aufgegeben wird, oder was von einer Suche noch fehlt.',
    ],
    'rag.enable_local_web_fetch': [
      'Seiten im eigenen Netz',
      'Ob Leute Seiten der Netze darunter holen dürfen. Sie sehen, was diese zeigen: denk an Geräte ohne Passwort.',
    ],
    'rag.web.local_networks': ['Welche Netze', 'Adressen und Bereiche, etwa 10.1.2.0/24.'],
    'rag.youtube_loader_language': [
      'Sprachen der Untertitel',
      'Kürzel in der Reihenfolge, in der sie versucht werden; Englisch kommt zuletzt.',
    ],
    'rag.youtube_loader_translation': [
      'Untertitel übersetzen',
      'In die Sprache mit diesem Kürzel, durch YouTube. Leer bleiben sie, wie sie sind.',
    ],
    'rag.youtube_loader_proxy_url': [
      'Proxy für Untertitel',
      'Für Server, die YouTube nicht einlässt.',
    ],
    'audit.days': ['Protokoll', 'Tage, die Einträge bleiben.'],
    'usage.days': ['Nutzungszahlen', 'Tage, die sie bleiben.'],
    'usage.currency': ['Währung', 'Die von Preisen und Budgets.'],
    'budget.exempt_admins': ['Admins ohne Budget', 'Ob Budgets für Admins nicht gelten.'],
    'retention.days': [
      'Chats gehen nach',
      'Tage ohne Änderung, nach denen ein Chat gelöscht wird, außer angehefteten und abgelegten. 0 behält alle.',
    ],
    'metrics.token': ['Token für Metriken', 'Öffnet /metrics, wer es als Bearer-Token zeigt.'],
  },
}
