/** Names of products, protocols and the like whose spelling looks like code (`camelCase`, `PascalCase`). Compared without regard to case. */
const brands = new Set(
  (
    'github gitlab javascript typescript coffeescript postgresql mysql mariadb mongodb sqlite nosql graphql oauth openid linkedin youtube facebook ' +
    'whatsapp tiktok wordpress openai chatgpt deepseek deepmind langchain huggingface pytorch tensorflow numpy scipy sympy opencv fastapi pydantic ' +
    'devops devsecops devtools mlops gitops finops ios ipados macos tvos watchos visionos iphone ipad imac ipod ebay ecommerce jquery grpc itunes icloud ' +
    'airpods macbook powershell powerpoint onedrive onenote sharepoint dropbox paypal mastercard bitbucket circleci teamcity appveyor cloudflare cloudfront ' +
    'cloudformation cloudwatch dynamodb elasticsearch opensearch rabbitmq activemq zeromq cockroachdb couchdb influxdb scylladb duckdb clickhouse redshift bigquery ' +
    'datadog newrelic pagerduty hubspot salesforce servicenow zendesk quickbooks intellij webstorm pycharm phpstorm goland androidstudio xcode testflight ' +
    'appstore playstore ubuntu freebsd openbsd netbsd centos redhat virtualbox vmware websocket websockets webrtc webgl webgpu webassembly webauthn webpack ' +
    'webkit webview webhook webhooks nestjs nextjs nodejs nuxtjs vuejs reactjs expressjs angularjs d3js threejs solidjs sveltekit storybook tailwindcss ' +
    'tailwind styledcomponents materialui shadcn antdesign fontawesome commonjs esmodule esmodules requirejs browserstack saucelabs testcafe ' +
    'sonarqube sonarcloud restful restapi json5 jsonpath jwt bluetooth wifi mqtt coap opentelemetry openapi openshift openstack openssl openssh opengl ' +
    'vscode vscodium codepen codesandbox stackblitz stackoverflow reddit hackernews producthunt ycombinator mcdonald phd saas paas iaas baas ' +
    'eslint tslint stylelint markdownlint rubocop pylint mypy golang clojurescript purescript rescript actionscript livescript dartlang kotlin ' +
    'unreal unity3d godot minecraft playwright cypress selenium nginx haproxy rstudio matlab latex mathjax katex bibtex plantuml mermaidjs ' +
    'jetbrains smartthings homeassistant homekit airplay chromecast raspberrypi arduino esp32 ethereum bitcoin defi nft polkadot ' +
    'claudecode copilot openrouter ollama anthropic litellm llamaindex qdrant pinecone weaviate mcp kubernetes k8s terraform cicd gpu cpu ' +
    'hashicorp digitalocean linode netlify vercel supabase planetscale mailchimp sendgrid mailgun twilio posthog mixpanel launchdarkly optimizely crowdstrike ' +
    'iot aiops nlp uiux ux ascii ebook ebooks elearning egovernment icalendar vcard geojson topojson asciidoc restructuredtext ' +
    'freecodecamp deeplearning youtrack bamboohr surveymonkey typeform airtable basecamp clickup linear activecampaign woocommerce bigcommerce prestashop shopify ' +
    'autocad sketchup solidworks photoshop lightroom indesign coreldraw gimp inkscape libreoffice openoffice macos/ios autogpt midjourney dalle rustlang rubygems pypi'
  ).split(' '),
);

/** True for words such as GitHub, JavaScript or iOS, which are no names from code although they are spelt like one. */
export function isBrand(word: string): boolean {
  const lower = word.toLowerCase();
  if (brands.has(lower)) return true;
  return lower.endsWith('s') && brands.has(lower.slice(0, -1));
}
