"""Uses Hearth through the openai package, and prints what came of it as JSON, one object."""

import asyncio
import json
import os

import openai

MODEL = "echo"


def said(text):
    return [{"role": "user", "content": text}]


def listed(client):
    return [model.id for model in client.models.list()]


def plain(client):
    answer = client.chat.completions.create(model=MODEL, messages=said("Good morning, all"))
    return [answer.choices[0].message.content, answer.choices[0].finish_reason, answer.usage.total_tokens]


def streamed(client):
    text, last, usage = [], None, None
    stream = client.chat.completions.create(
        model=MODEL,
        messages=said("one two three four"),
        stream=True,
        stream_options={"include_usage": True},
    )
    for chunk in stream:
        usage = chunk.usage or usage
        for choice in chunk.choices:
            text.append(choice.delta.content or "")
            last = choice.finish_reason or last
    return {
        "text": "".join(text),
        "pieces": len([piece for piece in text if piece]),
        "finish": last,
        "tokens": usage and usage.completion_tokens,
    }


def called(client):
    tool = {"type": "function", "function": {"name": "find", "parameters": {"type": "object"}}}
    answer = client.chat.completions.create(model="tools", messages=said("Where?"), tools=[tool])
    call = answer.choices[0].message.tool_calls[0].function
    return [call.name, json.loads(call.arguments)]


def seen(client):
    picture = "data:image/png;base64,iVBORw0KGgo="
    content = [
        {"type": "text", "text": "What is it?"},
        {"type": "image_url", "image_url": {"url": picture}},
    ]
    answer = client.chat.completions.create(
        model="vision", messages=[{"role": "user", "content": content}]
    )
    return answer.choices[0].message.content


def refused(work):
    try:
        work()
    except openai.APIStatusError as error:
        return [type(error).__name__, error.status_code, error.message]
    return None


def broken(client):
    try:
        for _ in client.chat.completions.create(model="broken", messages=said("Hi"), stream=True):
            pass
    except openai.APIError as error:
        return error.message
    return None


async def at_once(count):
    async with openai.AsyncOpenAI(max_retries=0) as client:

        async def one(number):
            answer = await client.chat.completions.create(model=MODEL, messages=said(f"n {number}"))
            return answer.choices[0].message.content

        return await asyncio.gather(*(one(number) for number in range(count)))


def main():
    client = openai.OpenAI(max_retries=0)
    stranger = openai.OpenAI(max_retries=0, api_key="sk-of-nobody")
    chat = client.chat.completions.create
    print(
        json.dumps(
            {
                "version": openai.__version__,
                "base": os.environ["OPENAI_BASE_URL"],
                "listed": listed(client),
                "plain": plain(client),
                "streamed": streamed(client),
                "called": called(client),
                "seen": seen(client),
                "unknown": refused(lambda: chat(model="nowhere", messages=said("Hi"))),
                "busy": refused(lambda: chat(model="busy", messages=said("Hi"))),
                "stranger": refused(lambda: listed(stranger)),
                "broken": broken(client),
                "at_once": asyncio.run(at_once(16)),
            }
        )
    )


main()
