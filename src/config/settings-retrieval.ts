// Settings of documents and embeddings.
import { amount, between, fraction, oneOf, secret, text, toggle } from './row'
import { OPENAI, openaiKey } from './settings-providers'

export const retrieval = {
  'rag.CONTENT_EXTRACTION_ENGINE': oneOf(
    'CONTENT_EXTRACTION_ENGINE',
    ['', 'tika', 'docling', 'external'],
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
  'rag.enable_hybrid_search': toggle(
    'ENABLE_RAG_HYBRID_SEARCH',
    true,
    'Search by words besides vectors.',
  ),
  'rag.index_from': between(
    'RAG_INDEX_FROM',
    1,
    1_000_000_000,
    60_000,
    'A knowledge base of so many passages has an index from its next change on; smaller ones are searched one by one.',
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
    16,
    'Texts embedded in one call.',
  ),
  'rag.embedding_query_prefix': text(
    'RAG_EMBEDDING_QUERY_PREFIX',
    '',
    'What an embedding server is to read before each question.',
  ),
  'rag.embedding_content_prefix': text(
    'RAG_EMBEDDING_CONTENT_PREFIX',
    '',
    'What it is to read before each passage; index everything anew after a change.',
  ),
  'rag.embedding_idle_seconds': between(
    'RAG_EMBEDDING_IDLE_SECONDS',
    0,
    604_800,
    300,
    "Seconds after which Hearth's own embedder gives its memory back; 0 keeps it.",
  ),
  'rag.reranking_engine': oneOf(
    'RAG_RERANKING_ENGINE',
    ['', 'external', 'model'],
    '',
    'Who reads the best passages again: nobody, a server, or a chat model.',
  ),
  'rag.reranking_model': text('RAG_RERANKING_MODEL', '', 'The reranking model.'),
  'rag.external_reranker_url': text(
    'RAG_EXTERNAL_RERANKER_URL',
    '',
    'Whole address of a reranker, such as http://localhost:8000/v1/rerank.',
  ),
  'rag.external_reranker_timeout': between(
    'RAG_EXTERNAL_RERANKER_TIMEOUT',
    1,
    600,
    15,
    'Seconds that a reranker may take.',
  ),
  'rag.external_reranker_api_key': secret('RAG_EXTERNAL_RERANKER_API_KEY', 'Its key.', {
    at: 'rag.external_reranker_url',
  }),
  'rag.pdf_extract_images': toggle('PDF_EXTRACT_IMAGES', false, 'Read text in pictures of PDFs.'),
  'rag.text_splitter': oneOf(
    'RAG_TEXT_SPLITTER',
    ['', 'character', 'token'],
    '',
    'Unit of chunks.',
  ),
  'rag.tiktoken_encoding_name': text('TIKTOKEN_ENCODING_NAME', 'cl100k_base', 'Token encoding.'),
  'rag.chunk_size': between('CHUNK_SIZE', 20, 1_000_000, 1000, 'Length of a chunk.'),
  'rag.chunk_overlap': amount('CHUNK_OVERLAP', 100, 'Overlap of two chunks.'),
  'rag.template': text('RAG_TEMPLATE', '', 'How passages are put before the model.', {
    of: 'lines',
  }),
  'rag.full_context_characters': amount(
    'RAG_FULL_CONTEXT_CHARACTERS',
    60_000,
    'Documents up to so many characters are given whole where the model has room; 0 for never.',
  ),
  'rag.openai_api_base_url': text('RAG_OPENAI_API_BASE_URL', OPENAI, 'OpenAI-style embedder.'),
  'rag.openai_api_key': secret('RAG_OPENAI_API_KEY', 'Its key.', {
    at: 'rag.openai_api_base_url',
    follows: openaiKey,
  }),
  'rag.ollama.url': text('RAG_OLLAMA_BASE_URL', '', 'Ollama as embedder.', {
    follows: get => (get('ollama.base_urls') as string[])[0] ?? '',
  }),
  'rag.ollama.key': secret('RAG_OLLAMA_API_KEY', 'Its key.', { at: 'rag.ollama.url' }),
}
