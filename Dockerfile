# Headcount with its embedded engine.
#   docker build -t headcount .
#   docker run --read-only --tmpfs /tmp --stop-timeout 40 -p 127.0.0.1:8080:8080 -v headcount-data:/data headcount
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY services services
COPY schemas schemas
COPY clickhouse clickhouse
COPY scripts scripts
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/clickhouse clickhouse
COPY --from=build /app/schemas schemas
USER node
VOLUME /data
EXPOSE 8080
# The service finishes what it has accepted within 30 s of a SIGTERM: give it 40.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/services/main.js"]
