/**
 * An object of the answer. It inherits from an object that has nothing and inherits nothing, so that no name a client can choose is
 * special (`__proto__`, `constructor`); unlike `Object.create(null)`, V8 keeps it in its fast form.
 */
export class ResultObject {
  [field: string]: unknown;
}

Object.setPrototypeOf(ResultObject.prototype, null);
Reflect.deleteProperty(ResultObject.prototype, 'constructor');
Object.freeze(ResultObject.prototype);
