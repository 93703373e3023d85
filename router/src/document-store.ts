import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Remembers parsed documents by their hash, as Apollo Server asks it to. */
type DocumentStore = {
  readonly get: (key: string) => Promise<DocumentNode | undefined>;
  readonly set: (key: string, document: DocumentNode) => Promise<void>;
  readonly delete: (key: string) => Promise<boolean>;
};

// Of all texts that are remembered: some thousands of requests, and 70 MB of them when they are as long as they may be.
// Apollo Server's own store counts documents as JSON, without their tokens, and held 150 MB of the same.
const MAX_CHARACTERS = 500_000;

/** Bounds what strangers' documents hold, whether they are run or refused. */
export function createDocumentStore(maxCharacters = MAX_CHARACTERS): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: maxCharacters,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? maxCharacters),
  });
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => void documents.set(key, document),
    delete: async (key) => documents.delete(key),
  };
}
