/**
 * An object for names that others choose. It inherits from an object that has nothing and inherits nothing, so that no
 * name is special (`__proto__`, `constructor`); unlike `Object.create(null)`, V8 keeps it in its fast form.
 */
export class BareObject {
  [field: string]: unknown;
}

Object.setPrototypeOf(BareObject.prototype, null);
Reflect.deleteProperty(BareObject.prototype, 'constructor');
Object.freeze(BareObject.prototype);
