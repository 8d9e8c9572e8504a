// Settings of documents, embeddings and web search.
import { amount, amountOrNull, between, fraction, oneOf, secret, text, texts, toggle } from './row'
import { OPENAI, openaiKey } from './settings-providers'

export const retrieval = {
  'rag.CONTENT_EXTRACTION_ENGINE': text(
    'CONTENT_EXTRACTION_ENGINE',
    '',
    'Who reads documents: empty is Hearth itself; tika, docling or external.',
  ),
  'rag.tika_server_url': text('TIKA_SERVER_URL', 'http://tika:9998', 'Address of Tika.'),
  'rag.docling_server_url': text('DOCLING_SERVER_URL', 'http://docling:5001', 'Docling: address.'),
  'rag.docling_api_key': secret('DOCLING_API_KEY', 'Its key.', { at: 'rag.docling_server_url' }),
  'rag.external_document_loader_url': text(
    'EXTERNAL_DOCUMENT_LOADER_URL',
    '',
    'Another server that reads documents: its address.',
  ),
  'rag.external_document_loader_api_key': secret('EXTERNAL_DOCUMENT_LOADER_API_KEY', 'Its key.', {
    at: 'rag.external_document_loader_url',
  }),
  'rag.extract.seconds': between('EXTRACT_SECONDS', 1, 86_400, 300, 'Seconds to read a document.'),
  'rag.extract.memory_mb': between(
    'EXTRACT_MEMORY_MB',
    128,
    1_048_576,
    1024,
    'Memory in MB that reading one may take.',
  ),
  'rag.extract.unpacked_mb': between(
    'EXTRACT_UNPACKED_MB',
    1,
    1_048_576,
    500,
    'Size in MB to which an office document may unpack.',
  ),
  'rag.extract.characters': between(
    'EXTRACT_CHARACTERS',
    1000,
    200_000_000,
    20_000_000,
    'Characters that a document may have.',
  ),
  'rag.extract.images': oneOf(
    'EXTRACT_IMAGES',
    ['', 'model'],
    '',
    'Who reads pictures: empty is nobody, model the model below.',
  ),
  'rag.extract.vision_model': text('EXTRACT_VISION_MODEL', '', 'The model that reads pictures.', {
    of: 'model',
  }),
  'rag.top_k': amount('RAG_TOP_K', 3, 'Passages given to the model.'),
  'rag.relevance_threshold': fraction('RAG_RELEVANCE_THRESHOLD', 0, 'Least score of a passage.'),
  'rag.enable_hybrid_search': toggle('ENABLE_RAG_HYBRID_SEARCH', false, 'Words and vectors.'),
  'rag.file.max_count': amountOrNull('RAG_FILE_MAX_COUNT', 'Most files in a message.'),
  'rag.file.max_size': amountOrNull('RAG_FILE_MAX_SIZE', 'Largest upload in MB.'),
  'rag.enable_web_loader_ssl_verification': toggle(
    'ENABLE_RAG_WEB_LOADER_SSL_VERIFICATION',
    true,
    'Check the certificates of web pages.',
  ),
  'rag.embedding_engine': oneOf(
    'RAG_EMBEDDING_ENGINE',
    ['', 'ollama', 'openai'],
    '',
    'Who embeds: empty is Hearth itself.',
  ),
  'rag.embedding_model': text(
    'RAG_EMBEDDING_MODEL',
    'sentence-transformers/all-MiniLM-L6-v2',
    'The embedding model.',
  ),
  'rag.embedding_batch_size': amount(
    'RAG_EMBEDDING_BATCH_SIZE RAG_EMBEDDING_OPENAI_BATCH_SIZE',
    1,
    'Texts embedded in one call.',
  ),
  'rag.reranking_model': text('RAG_RERANKING_MODEL', '', 'The reranking model.'),
  'rag.pdf_extract_images': toggle('PDF_EXTRACT_IMAGES', false, 'Read text in pictures of PDFs.'),
  'rag.text_splitter': oneOf(
    'RAG_TEXT_SPLITTER',
    ['', 'character', 'token'],
    '',
    'Unit of chunks.',
  ),
  'rag.tiktoken_encoding_name': text('TIKTOKEN_ENCODING_NAME', 'cl100k_base', 'Token encoding.'),
  'rag.chunk_size': amount('CHUNK_SIZE', 1000, 'Length of a chunk.'),
  'rag.chunk_overlap': amount('CHUNK_OVERLAP', 100, 'Overlap of two chunks.'),
  'rag.template': text('RAG_TEMPLATE', '', 'How passages are put before the model.'),
  'rag.openai_api_base_url': text('RAG_OPENAI_API_BASE_URL', OPENAI, 'OpenAI-style embedder.'),
  'rag.openai_api_key': secret('RAG_OPENAI_API_KEY', 'Its key.', {
    at: 'rag.openai_api_base_url',
    follows: openaiKey,
  }),
  'rag.ollama.url': text('RAG_OLLAMA_BASE_URL', '', 'Ollama as embedder.', {
    follows: get => (get('ollama.base_urls') as string[])[0] ?? '',
  }),
  'rag.ollama.key': secret('RAG_OLLAMA_API_KEY', 'Its key.', { at: 'rag.ollama.url' }),
  'rag.youtube_loader_language': texts('YOUTUBE_LOADER_LANGUAGE', ['en'], 'Subtitle languages.'),
  'rag.youtube_loader_proxy_url': text('YOUTUBE_LOADER_PROXY_URL', '', 'Proxy for subtitles.'),
}

export const search = {
  'rag.web.search.enable': toggle('ENABLE_RAG_WEB_SEARCH', false, 'Models may search the web.'),
  'rag.web.search.engine': text('RAG_WEB_SEARCH_ENGINE', '', 'The search engine.'),
  // The doubled prefix is the reference's own.
  'rag.rag.web.search.domain.filter_list': texts(
    '',
    [],
    'Hosts to search in; !host leaves one out.',
  ),
  'rag.web.search.searxng_query_url': text('SEARXNG_QUERY_URL', '', 'SearXNG: address.'),
  'rag.web.search.google_pse_api_key': secret('GOOGLE_PSE_API_KEY', 'Google PSE: key.'),
  'rag.web.search.google_pse_engine_id': text('GOOGLE_PSE_ENGINE_ID', '', 'Google PSE: engine.'),
  'rag.web.search.brave_search_api_key': secret('BRAVE_SEARCH_API_KEY', 'Brave: key.'),
  'rag.web.search.mojeek_search_api_key': secret('MOJEEK_SEARCH_API_KEY', 'Mojeek: key.'),
  'rag.web.search.serpstack_api_key': secret('SERPSTACK_API_KEY', 'Serpstack: key.'),
  'rag.web.search.serpstack_https': toggle('SERPSTACK_HTTPS', true, 'Serpstack over https.'),
  'rag.web.search.serper_api_key': secret('SERPER_API_KEY', 'Serper: key.'),
  'rag.web.search.serply_api_key': secret('SERPLY_API_KEY', 'Serply: key.'),
  'rag.web.search.tavily_api_key': secret('TAVILY_API_KEY', 'Tavily: key.'),
  'rag.web.search.jina_api_key': secret('JINA_API_KEY', 'Jina: key.'),
  'rag.web.search.searchapi_api_key': secret('SEARCHAPI_API_KEY', 'SearchApi: key.'),
  'rag.web.search.searchapi_engine': text('SEARCHAPI_ENGINE', '', 'SearchApi: engine.'),
  'rag.web.search.bing_search_v7_endpoint': text(
    'BING_SEARCH_V7_ENDPOINT',
    'https://api.bing.microsoft.com/v7.0/search',
    'Bing: address.',
  ),
  'rag.web.search.bing_search_v7_subscription_key': secret(
    'BING_SEARCH_V7_SUBSCRIPTION_KEY',
    'Bing: key.',
    { at: 'rag.web.search.bing_search_v7_endpoint' },
  ),
  'rag.web.search.result_count': amount('RAG_WEB_SEARCH_RESULT_COUNT', 3, 'Results to read.'),
  'rag.web.search.concurrent_requests': amount(
    'RAG_WEB_SEARCH_CONCURRENT_REQUESTS',
    10,
    'Pages read at once.',
  ),
}
