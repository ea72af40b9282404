import 'reflect-metadata';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { RequiredRole, type RequiredRoleOf } from '../../../apps/api/src/accounts/sessions/required-role.js';
import { AppModule } from '../../../apps/api/src/app/app.module.js';

/** A route as its controller declares it. */
export interface DeclaredRoute {
  readonly method: string;
  /** With the id of nothing in place of parameters. */
  readonly address: string;
  /** As in SPEC.md, with parameters in braces. */
  readonly pattern: string;
  readonly needs: RequiredRoleOf | undefined;
}

/** An id of nothing. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

type Class = new (...args: never[]) => object;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Every route of the server, from Nest's metadata. */
export function declaredRoutes(): DeclaredRoute[] {
  const { imports } = AppModule.with(undefined as never, undefined as never, undefined as never);
  return (imports as Class[]).flatMap(routesOf);
}

function routesOf(module: Class): DeclaredRoute[] {
  const inside = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as Class[];
  const own = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Class[];
  return [...inside.flatMap(routesOf), ...own.flatMap(routesIn)];
}

function routesIn(controller: Class): DeclaredRoute[] {
  const reflector = new Reflector();
  const prefixes = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const handler = (controller.prototype as Record<string, unknown>)[name] as () => unknown;
    const verb = Reflect.getMetadata(METHOD_METADATA, handler) as number | undefined;
    if (verb === undefined) return []; // not a route
    const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
    const needs = reflector.getAllAndOverride(RequiredRole, [handler, controller]) as DeclaredRoute['needs'];
    const all = prefixes.flatMap((prefix) => paths.map((path) => `/${prefix}/${path}`));
    return all.map((path) => {
      const pattern = path.replace(/\/+$/, '').replace(/\/{2,}/g, '/');
      return {
        ...{ method: METHODS[verb] ?? '', needs },
        address: pattern.replace(/:\w+/g, NOBODY),
        pattern: pattern.replace(/:(\w+)/g, '{$1}'),
      };
    });
  });
}
