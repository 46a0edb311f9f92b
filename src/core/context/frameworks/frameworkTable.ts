import type { Ecosystem } from '../dependencies/dependency.ts';

/**
 * How much a framework says about the project: one that builds the whole application stands before the library that it is built on
 * (Next.js before React).
 */
export type FrameworkRank = 'application' | 'library';

export interface FrameworkRow {
  readonly name: string;
  readonly ecosystem: Ecosystem;
  /** Any of these dependencies; a trailing `*` stands for any ending. The first that carries a version gives it. */
  readonly packages: readonly string[];
  readonly rank: FrameworkRank;
  /** Also counts as a development dependency, where the framework's own starter puts it. */
  readonly development?: boolean;
}

function rows(
  ecosystem: Ecosystem,
  rank: FrameworkRank,
  table: Readonly<Record<string, string>>,
): readonly FrameworkRow[] {
  return Object.entries(table).map(([name, packages]) => ({
    name,
    ecosystem,
    rank,
    packages: packages.replace('dev ', '').split(' '),
    ...(packages.startsWith('dev ') ? { development: true } : {}),
  }));
}

/**
 * Framework names as their projects write them, and the packages that prove them. Before `dev `: the package also counts among the
 * development dependencies. Sources: each framework's own installation page.
 */
export const frameworkTable: readonly FrameworkRow[] = [
  ...rows('npm', 'application', {
    nextjs: 'next',
    nuxt: 'dev nuxt nuxt3 nuxt-edge nuxt-nightly',
    sveltekit: 'dev @sveltejs/kit',
    remix: '@remix-run/react @remix-run/node @remix-run/serve @remix-run/cloudflare remix',
    'react-router': 'dev @react-router/dev',
    gatsby: 'gatsby',
    astro: 'dev astro',
    redwoodjs: 'dev @redwoodjs/core @redwoodjs/web',
    blitz: 'blitz',
    'solid-start': '@solidjs/start solid-start',
    'tanstack-start': '@tanstack/react-start @tanstack/start',
    angular: '@angular/core',
    angularjs: 'angular',
    nestjs: '@nestjs/core',
    adonisjs: '@adonisjs/core',
    sails: 'sails',
    feathers: '@feathersjs/feathers',
    strapi: '@strapi/strapi strapi',
    keystone: '@keystone-6/core',
    expo: 'expo',
    'react-native': 'react-native',
    electron: 'dev electron',
    tauri: 'dev @tauri-apps/api @tauri-apps/cli',
    ionic: '@ionic/core @ionic/react @ionic/angular @ionic/vue',
    nativescript: '@nativescript/core',
    quasar: 'quasar',
    ember: 'dev ember-source',
    qwik: 'dev @builder.io/qwik @qwik.dev/core',
    docusaurus: '@docusaurus/core',
    vitepress: 'dev vitepress',
    eleventy: 'dev @11ty/eleventy',
    hexo: 'hexo',
    fresh: '@fresh/core',
  }),
  ...rows('npm', 'library', {
    express: 'express',
    fastify: 'fastify',
    koa: 'koa',
    hapi: '@hapi/hapi',
    hono: 'hono',
    elysia: 'elysia',
    polka: 'polka',
    restify: 'restify',
    'apollo-server': '@apollo/server apollo-server apollo-server-express',
    vue: 'dev vue',
    svelte: 'dev svelte',
    solidjs: 'dev solid-js',
    preact: 'dev preact',
    lit: 'dev lit lit-element',
    stencil: 'dev @stencil/core',
    alpinejs: 'dev alpinejs',
    react: 'dev react',
    backbone: 'backbone',
    marko: 'marko',
    phaser: 'phaser',
  }),
  ...rows('deno', 'application', { fresh: '@fresh/core $fresh fresh', lume: 'lume' }),
  ...rows('deno', 'library', { oak: '@oak/oak oak', hono: '@hono/hono hono' }),
  ...rows('python', 'application', {
    django: 'django',
    fastapi: 'fastapi',
    flask: 'flask',
    litestar: 'litestar starlite',
    sanic: 'sanic',
    pyramid: 'pyramid',
    tornado: 'tornado',
    falcon: 'falcon',
    bottle: 'bottle',
    quart: 'quart',
    masonite: 'masonite',
    streamlit: 'streamlit',
    gradio: 'gradio',
    dash: 'dash',
    reflex: 'reflex',
    nicegui: 'nicegui',
    wagtail: 'wagtail',
    scrapy: 'scrapy',
    kivy: 'kivy',
    textual: 'textual',
  }),
  ...rows('python', 'library', {
    starlette: 'starlette',
    aiohttp: 'aiohttp',
    pytorch: 'torch pytorch',
    tensorflow: 'tensorflow tensorflow-gpu tensorflow-cpu',
    pyside: 'pyside6 pyside2',
    pyqt: 'pyqt6 pyqt5',
  }),
  ...rows('cargo', 'application', {
    axum: 'axum',
    'actix-web': 'actix-web',
    rocket: 'rocket',
    warp: 'warp',
    tide: 'tide',
    poem: 'poem',
    salvo: 'salvo',
    loco: 'loco-rs',
    tauri: 'dev tauri tauri-build',
    leptos: 'leptos',
    yew: 'yew',
    dioxus: 'dioxus',
    sycamore: 'sycamore',
    bevy: 'bevy',
    iced: 'iced',
    egui: 'egui eframe',
    slint: 'slint',
    tonic: 'tonic',
  }),
  ...rows('go', 'application', {
    gin: 'github.com/gin-gonic/gin',
    echo: 'github.com/labstack/echo github.com/labstack/echo/*',
    fiber: 'github.com/gofiber/fiber github.com/gofiber/fiber/*',
    beego: 'github.com/beego/beego/* github.com/astaxie/beego',
    buffalo: 'github.com/gobuffalo/buffalo',
    revel: 'github.com/revel/revel',
    iris: 'github.com/kataras/iris github.com/kataras/iris/*',
    hertz: 'github.com/cloudwego/hertz',
    kratos: 'github.com/go-kratos/kratos/*',
    'go-zero': 'github.com/zeromicro/go-zero',
    encore: 'encore.dev',
    wails: 'github.com/wailsapp/wails/*',
    fyne: 'fyne.io/fyne/*',
  }),
  ...rows('go', 'library', {
    chi: 'github.com/go-chi/chi github.com/go-chi/chi/*',
    'gorilla-mux': 'github.com/gorilla/mux',
    cobra: 'github.com/spf13/cobra',
    bubbletea: 'github.com/charmbracelet/bubbletea github.com/charmbracelet/bubbletea/*',
  }),
  ...rows('jvm', 'application', {
    'spring-boot':
      'org.springframework.boot:spring-boot-starter-parent plugin:org.springframework.boot org.springframework.boot:*',
    quarkus: 'io.quarkus:* io.quarkus.platform:* plugin:io.quarkus',
    micronaut: 'io.micronaut:* io.micronaut.platform:* plugin:io.micronaut.application plugin:io.micronaut.*',
    ktor: 'io.ktor:* plugin:io.ktor.plugin',
    vertx: 'io.vertx:*',
    dropwizard: 'io.dropwizard:*',
    helidon: 'io.helidon:* io.helidon.*',
    javalin: 'io.javalin:*',
    play: 'com.typesafe.play:sbt-plugin org.playframework:sbt-plugin com.typesafe.play:play org.playframework:play',
    grails: 'plugin:org.grails.grails-web org.grails:* plugin:org.apache.grails.*',
    vaadin: 'com.vaadin:*',
    struts: 'org.apache.struts:*',
    android: 'plugin:com.android.application plugin:com.android.library com.android.tools.build:gradle',
    javafx: 'org.openjfx:* plugin:org.openjfx.javafxplugin',
    'compose-multiplatform': 'plugin:org.jetbrains.compose',
    libgdx: 'com.badlogicgames.gdx:*',
  }),
  ...rows('jvm', 'library', {
    'spring-framework':
      'org.springframework:spring-webmvc org.springframework:spring-context org.springframework:spring-core',
    'akka-http': 'com.typesafe.akka:akka-http',
    http4s: 'org.http4s:*',
    zio: 'dev.zio:zio dev.zio:zio-http',
  }),
  ...rows('ruby', 'application', {
    rails: 'rails railties',
    sinatra: 'sinatra',
    hanami: 'hanami',
    grape: 'grape',
    roda: 'roda',
    padrino: 'padrino',
    jekyll: 'jekyll github-pages',
  }),
  ...rows('php', 'application', {
    laravel: 'laravel/framework',
    lumen: 'laravel/lumen-framework',
    symfony: 'symfony/framework-bundle symfony/symfony',
    slim: 'slim/slim',
    codeigniter: 'codeigniter4/framework codeigniter/framework',
    cakephp: 'cakephp/cakephp',
    yii: 'yiisoft/yii2 yiisoft/yii',
    laminas: 'laminas/laminas-mvc',
    mezzio: 'mezzio/mezzio',
    drupal: 'drupal/core drupal/core-recommended',
    wordpress: 'johnpbloch/wordpress roots/wordpress johnpbloch/wordpress-core',
  }),
  ...rows('dotnet', 'application', {
    blazor:
      'sdk:microsoft.net.sdk.blazorwebassembly microsoft.aspnetcore.components.webassembly microsoft.aspnetcore.components.web',
    aspnetcore: 'sdk:microsoft.net.sdk.web microsoft.aspnetcore.app',
    maui: 'option:usemaui microsoft.maui.controls',
    wpf: 'option:usewpf',
    winforms: 'option:usewindowsforms',
    avalonia: 'avalonia avalonia.desktop',
    xamarin: 'xamarin.forms',
    orleans: 'microsoft.orleans.*',
  }),
  ...rows('elixir', 'application', { phoenix: 'phoenix', nerves: 'nerves' }),
  ...rows('elixir', 'library', { ash: 'ash' }),
  ...rows('dart', 'application', {
    flutter: 'flutter',
    serverpod: 'serverpod',
    jaspr: 'jaspr',
    'dart-frog': 'dart_frog',
  }),
  ...rows('dart', 'library', { shelf: 'shelf' }),
  ...rows('other', 'application', {
    vapor: 'vapor',
    hummingbird: 'hummingbird',
    yesod: 'yesod yesod-core',
    servant: 'servant servant-server',
    scotty: 'scotty',
    kemal: 'kemal',
    lucky: 'lucky',
    mojolicious: 'mojolicious mojolicious::lite',
    dancer: 'dancer2',
    catalyst: 'catalyst::runtime',
    shiny: 'shiny',
    cowboy: 'cowboy',
    qt: 'qt5 qt6 qt',
    luminus: 'luminus-http-kit',
    compojure: 'compojure compojure/compojure',
    ring: 'ring ring/ring-core ring/ring',
    reitit: 'metosin/reitit',
    wisp: 'wisp',
    lustre: 'lustre',
  }),
];

/** Frameworks that no dependency shows but a file does. */
export const frameworkFiles: readonly {
  readonly name: string;
  readonly test: (path: string) => boolean;
}[] = [
  { name: 'meteor', test: (path) => path.endsWith('.meteor/release') },
  { name: 'unity', test: (path) => path.endsWith('ProjectSettings/ProjectVersion.txt') },
  { name: 'godot', test: (path) => /(?:^|\/)project\.godot$/.test(path) },
  { name: 'unreal-engine', test: (path) => path.endsWith('.uproject') },
  { name: 'wordpress', test: (path) => /(?:^|\/)(?:wp-config-sample|wp-settings|wp-load)\.php$/.test(path) },
  {
    name: 'hugo',
    test: (path) => /^(?:site\/|docs\/)?(?:hugo\.(?:toml|yaml|json)|archetypes\/default\.md)$/.test(path),
  },
  { name: 'mkdocs', test: (path) => /^mkdocs\.ya?ml$/.test(path) },
  { name: 'rails', test: (path) => /^(?:bin\/rails|config\/application\.rb)$/.test(path) },
  { name: 'django', test: (path) => path === 'manage.py' },
  { name: 'laravel', test: (path) => path === 'artisan' },
  { name: 'angular', test: (path) => path === 'angular.json' },
  { name: 'blazor', test: (path) => /(?:^|\/)(?:_Imports|App)\.razor$/.test(path) },
];

/** Frameworks that come along with another and are no choice of the project's: the parts of a shell that another builds. */
export const broughtAlong: Readonly<Record<string, readonly string[]>> = {
  android: ['react-native', 'expo', 'flutter', 'ionic', 'nativescript', 'tauri', 'compose-multiplatform'],
  'spring-framework': ['spring-boot'],
  lumen: ['laravel'],
};
