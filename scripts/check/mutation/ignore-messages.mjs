import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Leaves out what an error says: its wording is for people, and a test that pins it would only repeat it. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) =>
      path.isStringLiteral() || path.isTemplateLiteral()
        ? path.parentPath?.isNewExpression() && path.parentPath.parentPath?.isThrowStatement()
          ? 'the wording of an error'
          : undefined
        : undefined,
  }),
];
