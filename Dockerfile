# One image for every program of Motcua; the command chooses: dist/api/main.js, dist/worker/main.js, dist/cli/main.js.
# Debian, not Alpine: the Temporal SDK's native part needs glibc.

FROM node:24-bookworm-slim AS build
WORKDIR /motcua
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/.bin/node
# The SDK carries its native part for five platforms; one is enough here.
RUN cd node_modules/@temporalio/core-bridge/releases && arch=$(uname -m) && find . -mindepth 1 -maxdepth 1 ! -name "$arch-unknown-linux-gnu" -exec rm -rf {} +

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /motcua
COPY --from=build /motcua/package.json ./
COPY --from=build /motcua/node_modules ./node_modules
COPY --from=build /motcua/dist ./dist
COPY --from=build /motcua/definitions ./definitions
COPY --from=build /motcua/docs/errors ./docs/errors
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/api/main.js"]
