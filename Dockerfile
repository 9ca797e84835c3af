# docker build -t infill .
# docker run --rm -v "$PWD:/work" -u "$(id -u):$(id -g)" infill remove photo.jpg --mask mask.png --output out.png
# For another platform: docker buildx build --platform linux/arm64 -t infill .
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: they change seldom, and their layer is used again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Directory.Build.props src/
COPY src/Infill/Infill.csproj src/Infill/
COPY src/Infill.Onnx/Infill.Onnx.csproj src/Infill.Onnx/
COPY src/Infill.Server/Infill.Server.csproj src/Infill.Server/
COPY src/Infill.Cli/Infill.Cli.csproj src/Infill.Cli/
COPY src/Infill.Cli/Properties/ src/Infill.Cli/Properties/
ARG TARGETARCH=amd64
RUN dotnet restore src/Infill.Cli -p:PublishProfile=linux-$(echo $TARGETARCH | sed s/amd64/x64/)
COPY . .
# The commit for "infill --version", as the image is built without .git: --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT=
RUN dotnet publish src/Infill.Cli --no-restore -p:PublishProfile=linux-$(echo $TARGETARCH | sed s/amd64/x64/) -p:PublishDir=/infill/ -p:SourceRevisionId=$COMMIT

# No shell, no package manager, user "app" (1654) instead of root.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
COPY --from=build /infill /usr/local/lib/infill
WORKDIR /work
ENTRYPOINT ["/usr/local/lib/infill/infill"]
