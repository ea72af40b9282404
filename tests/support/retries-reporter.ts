import type { Reporter, TestModule } from 'vitest/node';

/** Lists, at the end of a run, the tests that passed only when they were repeated, so that they are mended and not forgotten. */
export default class RetriesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules)
      for (const test of module.children.allTests('passed'))
        if ((test.diagnostic()?.retryCount ?? 0) > 0) {
          const [first] = test.result().errors ?? [];
          console.log(
            `Passed at the second attempt: ${module.relativeModuleId} > ${test.fullName}\n  ${first?.message ?? ''}`,
          );
        }
  }
}
