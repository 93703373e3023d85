import type { TestProject } from 'vitest/node';
import { startSharedStack } from '../shared-stack.ts';

export default (project: TestProject): Promise<() => Promise<void>> =>
  startSharedStack('cluster', project, { hasBroker: true });
