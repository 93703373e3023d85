import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({ User: '../domain/user.ts#User' });
